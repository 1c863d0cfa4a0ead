// What other features use of this one.
export type { Group, Happening } from './api';
export { CheckupCard, ProgramPhones } from './checkup';
export { weeksAfter } from './checkup-days';
export { messages } from './messages';
export { about, checkups, fresh, groups, happenings, refreshAfter } from './state';
