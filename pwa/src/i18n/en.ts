// English, the topics a first screen needs. The type of this object is what every other language has to fill.
import { common } from './en/common';
import { schedule } from './en/schedule';
import { signIn } from './en/sign-in';
import { today } from './en/today';
import { welcome } from './en/welcome';

export const en = {
  common,
  schedule,
  signIn,
  today,
  welcome,
};

export type FirstMessages = typeof en;
