// The parts of the two plans, in the order in which they are shown.

export const steps = [
  'warning_signs',
  'alone',
  'distraction',
  'people_help',
  'professionals',
  'surroundings',
] as const;

export const sections = [
  'continued_therapy',
  'support_groups',
  'housing',
  'work_school',
  'medication',
  'people',
  'healthy_routines',
  'warning_signs',
] as const;

export const personKinds = [
  'family',
  'friend',
  'peer',
  'sponsor',
  'professional',
  'other',
] as const;

export type Step = (typeof steps)[number];
export type Section = (typeof sections)[number];
