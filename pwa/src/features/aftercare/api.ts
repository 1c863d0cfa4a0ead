// Names for the answers about groups, resources and check-ups.
import type { components } from '../../lib/api-types';

type Answers = components['schemas'];

export type Group = Answers['GroupOut'];
export type Happening = Answers['EventOut'];
export type Resource = Answers['ResourceOut'];
export type CheckupAnswer = Pick<Answers['AnswerOut'], 'id' | 'answer' | 'answered_at'> & {
  due_on: string | null;
};
export type CheckupWord = CheckupAnswer['answer'];
export type Checkups = Answers['CheckupsOut'];
export type CheckupTaken = Answers['CheckupOut'];
/** The part of the schedule that the time after the program needs. */
export type AboutProgram = Pick<Answers['Schedule'], 'program' | 'enrollment'>;
