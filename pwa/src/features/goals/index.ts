// What other features use of this one.
export { keeping } from './keeping';
export { goals, openGoals, refreshGoals } from './state';
