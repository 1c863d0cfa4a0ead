// What other features use of this one.
export { sendCalls } from './state';
