// Names for the answers about what the care team sees.
import type { components } from '../../lib/api-types';

type Answers = components['schemas'];

export type Sharing = Answers['SharingOut'];
export type SharedItem = Answers['ItemOut'];
export type SharedLevel = Answers['LevelOut'];
export type DecisionSaved = Answers['DecisionSaved'];
export type Membership = Answers['MembershipOut'];
export type Look = Answers['LookOut'];
export type Looks = Answers['LooksOut'];
export type PastChoice = Answers['PastOut'];

/** What is read and signed, but shares nothing in the app. */
export const isPaper = (item: SharedItem['item']) =>
  item === 'treatment' || item === 'patient_notice';
