// What other features use of this one.
export { messages } from './messages';
