// Names for the answers about supporters, as the server's own document describes them.
import type { components } from '../../lib/api-types';

type Answers = components['schemas'];

export type Supporters = Answers['SupportersOut'];
export type Supporter = Answers['SupporterOut'];
