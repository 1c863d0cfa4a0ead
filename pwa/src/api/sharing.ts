// Names for the answers about asking for a call and about what the care team sees.
import type { components } from './types';

type Answers = components['schemas'];

export type Calls = Answers['CallsOut'];
export type CallTaken = Answers['CallTaken'];
export type Call = Answers['CallOut'];
export type Sharing = Answers['SharingOut'];
export type SharedItem = Answers['ItemOut'];
export type SharedLevel = Answers['LevelOut'];
export type DecisionSaved = Answers['DecisionSaved'];
export type Look = Answers['LookOut'];
export type PastChoice = Answers['PastOut'];
