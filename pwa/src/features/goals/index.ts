// What other features use of this one.
export { keeping } from './keeping';
export { goals, goalsKind, refreshGoals } from './state';
