// Names for the answers about the two plans and the people in them.
import type { components } from '../../lib/api-types';

type Answers = components['schemas'];

export type SafetyPlan = Pick<Answers['SafetyPlanOut'], 'steps' | 'people' | 'version'>;
export type PersonToCall = Answers['PersonOut'];
export type AftercarePlan = Pick<Answers['AftercarePlanOut'], 'sections' | 'version'>;
