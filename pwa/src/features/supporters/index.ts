// What other features use of this one.
export { refreshSupporters, supportersAt } from './state';
