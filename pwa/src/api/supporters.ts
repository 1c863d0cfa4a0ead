// Names for the answers about supporters, as the server's own document describes them.
import type { components } from './types';

type Answers = components['schemas'];

export type Supporters = Answers['SupportersOut'];
export type Supporter = Answers['SupporterOut'];
export type ConsentText = Answers['ConsentOut'];
