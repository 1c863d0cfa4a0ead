// Names for the answers about asking for a call.
import type { components } from '../../lib/api-types';

type Answers = components['schemas'];

export type Calls = Answers['CallsOut'];
export type Call = Answers['CallOut'];
