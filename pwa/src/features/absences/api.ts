// Names for the answers about meetings somebody cannot be at.
import type { components } from '../../lib/api-types';

type Answers = components['schemas'];

export type Absences = Answers['AbsencesOut'];
export type AbsenceTaken = Answers['AbsenceTaken'];
export type Absence = Answers['AbsenceOut'];
export type OtherMeeting = Answers['OtherMeeting'];
export type MakeUps = Answers['MakeUpsOut'];
export type Reason = NonNullable<Absence['reason']>;
