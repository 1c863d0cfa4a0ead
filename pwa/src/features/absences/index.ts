// What other features use of this one.
export { Lately } from './lately';
export { weeksWithout } from './rules';
export { SessionAway } from './session-away';
export { absences, gone, openAbsences, refreshAbsences, unsent } from './state';
