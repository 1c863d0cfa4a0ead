// English, every other topic: it arrives with the first screen that needs it. A new topic belongs here.
import { after } from './en/after';
import { cards } from './en/cards';
import { checkIn } from './en/check-in';
import { days } from './en/days';
import { goals } from './en/goals';
import { groups } from './en/groups';
import { help } from './en/help';
import { history } from './en/history';
import { install } from './en/install';
import { ownWords } from './en/own-words';
import { plan } from './en/plan';
import { reminders } from './en/reminders';
import { session } from './en/session';
import { settings } from './en/settings';
import { urge } from './en/urge';

export const later = {
  after,
  cards,
  checkIn,
  days,
  goals,
  groups,
  help,
  history,
  install,
  ownWords,
  plan,
  reminders,
  session,
  settings,
  urge,
};

export type LaterWords = typeof later;
