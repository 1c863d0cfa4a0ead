// What other features use of this one.
export { sendTurnedOff } from './state';
