// What other features use of this one.
export type { List } from './api';
export { messages } from './messages';
export { sendNow } from './old-sending';
export { isHard, newEntry, recordCheckin, type Said } from './record';
export {
  daysKept,
  log,
  logRead,
  readLog,
  refreshCheckins,
} from './state';
