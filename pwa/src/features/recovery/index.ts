// What other features use of this one.
export { daysKind } from './state';
