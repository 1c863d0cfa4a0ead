// What other features use of this one.
export { default as RemindersNote } from './today-note';
