// What other features use of this one.
export type { List } from './api';
export { letGo, tryAgain } from './correct';
export { LogEntry } from './log-entry';
export { sendNow } from './old-sending';
export { type Entry, isHard, mayCorrect, newEntry, recordCheckin, type Said } from './record';
export {
  daysKept,
  log,
  logRead,
  readLog,
  refreshCheckins,
  type Shown,
  storageFails,
} from './state';
