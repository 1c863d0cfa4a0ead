// Spanish, the topics a first screen needs.
import type { FirstMessages } from './en';
import { common } from './es/common';
import { schedule } from './es/schedule';
import { signIn } from './es/sign-in';
import { today } from './es/today';
import { welcome } from './es/welcome';
export const es: FirstMessages = {
  common,
  schedule,
  signIn,
  today,
  welcome,
};
