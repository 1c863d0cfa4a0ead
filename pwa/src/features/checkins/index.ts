// What other features use of this one.
export type { List } from './api';
export type { CheckinAnswers } from './entry';
export { messages } from './messages';
export { isHard, newEntry, recordCheckin } from './record';
export {
  daysKept,
  log,
  logKnown,
  logRead,
  readLog,
  refreshCheckins,
} from './state';
