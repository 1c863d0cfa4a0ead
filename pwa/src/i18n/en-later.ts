// English, every other topic: it arrives with the first screen that needs it. A new topic belongs here.
import { absence } from './en/absence';
import { after } from './en/after';
import { callMe } from './en/call-me';
import { cards } from './en/cards';
import { checkIn } from './en/check-in';
import { copy } from './en/copy';
import { days } from './en/days';
import { feed } from './en/feed';
import { goals } from './en/goals';
import { groups } from './en/groups';
import { help } from './en/help';
import { history } from './en/history';
import { insight } from './en/insight';
import { install } from './en/install';
import { lock } from './en/lock';
import { ownWords } from './en/own-words';
import { plan } from './en/plan';
import { reminders } from './en/reminders';
import { session } from './en/session';
import { settings } from './en/settings';
import { sharing } from './en/sharing';
import { since } from './en/since';
import { supporters } from './en/supporters';
import { urge } from './en/urge';

export const later = {
  absence,
  after,
  callMe,
  cards,
  checkIn,
  copy,
  days,
  feed,
  goals,
  groups,
  help,
  history,
  insight,
  install,
  lock,
  ownWords,
  plan,
  reminders,
  session,
  settings,
  sharing,
  since,
  supporters,
  urge,
};

export type LaterWords = typeof later;
