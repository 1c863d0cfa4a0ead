// All Spanish sentences by topic; one that is missing does not build.
import type { Words } from './en';
import { after } from './es/after';
import { checkIn } from './es/check-in';
import { common } from './es/common';
import { groups } from './es/groups';
import { help } from './es/help';
import { history } from './es/history';
import { install } from './es/install';
import { plan } from './es/plan';
import { reminders } from './es/reminders';
import { schedule } from './es/schedule';
import { session } from './es/session';
import { settings } from './es/settings';
import { signIn } from './es/sign-in';
import { today } from './es/today';
import { urge } from './es/urge';
import { welcome } from './es/welcome';

export const es: Words = {
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
