// All English sentences by topic. The type of this object is what every other language has to fill.
import { after } from './en/after';
import { checkIn } from './en/check-in';
import { common } from './en/common';
import { groups } from './en/groups';
import { help } from './en/help';
import { history } from './en/history';
import { install } from './en/install';
import { plan } from './en/plan';
import { reminders } from './en/reminders';
import { schedule } from './en/schedule';
import { session } from './en/session';
import { settings } from './en/settings';
import { signIn } from './en/sign-in';
import { today } from './en/today';
import { urge } from './en/urge';
import { welcome } from './en/welcome';

export const en = {
  after,
  checkIn,
  common,
  groups,
  help,
  history,
  install,
  plan,
  reminders,
  schedule,
  session,
  settings,
  signIn,
  today,
  urge,
  welcome,
};

export type Words = typeof en;
