// Names for the answers about plans, people, groups, resources and check-ups.
import type { components } from './types';

type Answers = components['schemas'];

export type SafetyPlan = Pick<Answers['SafetyPlanOut'], 'steps' | 'people' | 'version'>;
export type PersonToCall = Answers['PersonOut'];
export type AftercarePlan = Pick<Answers['AftercarePlanOut'], 'sections' | 'version'>;
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
