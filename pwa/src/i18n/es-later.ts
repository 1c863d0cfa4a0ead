// Spanish, every other topic.
import type { LaterWords } from './en-later';
import { absence } from './es/absence';
import { after } from './es/after';
import { callMe } from './es/call-me';
import { cards } from './es/cards';
import { checkIn } from './es/check-in';
import { copy } from './es/copy';
import { days } from './es/days';
import { feed } from './es/feed';
import { goals } from './es/goals';
import { groups } from './es/groups';
import { help } from './es/help';
import { history } from './es/history';
import { insight } from './es/insight';
import { install } from './es/install';
import { lock } from './es/lock';
import { ownWords } from './es/own-words';
import { plan } from './es/plan';
import { reminders } from './es/reminders';
import { session } from './es/session';
import { settings } from './es/settings';
import { sharing } from './es/sharing';
import { since } from './es/since';
import { supporters } from './es/supporters';
import { urge } from './es/urge';

export const later: LaterWords = {
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
