// Names for the answers about plans, people, groups, resources and check-ups.
import type { Phase } from './shapes';

export const steps = [
  'warning_signs',
  'alone',
  'distraction',
  'people_help',
  'professionals',
  'surroundings',
] as const;
export type Step = (typeof steps)[number];

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
export type Section = (typeof sections)[number];

export const personKinds = [
  'family',
  'friend',
  'peer',
  'sponsor',
  'professional',
  'other',
] as const;
export type PersonKind = (typeof personKinds)[number];

export interface PersonToCall {
  id: string;
  name: string;
  kind: PersonKind;
  phone: string;
}

export interface SafetyPlan {
  steps: Record<Step, string[]>;
  people: PersonToCall[];
  version: number;
}

export interface AftercarePlan {
  sections: Record<Section, string[]>;
  version: number;
}

export interface Meeting {
  local_date: string;
  starts_local: string;
  ends_local: string;
  starts_at: string;
  ends_at: string;
}

export interface Group {
  id: string;
  name: string;
  about: string;
  weekday: number;
  ask_for: string;
  place: string | null;
  join_url: string | null;
  phone: string | null;
  meetings: Meeting[];
}

export interface Happening {
  id: string;
  title: string;
  about: string;
  ask_for: string | null;
  place: string | null;
  join_url: string | null;
  when: Meeting;
}

export interface Resource {
  id: string;
  title: string;
  about: string;
  language: 'en' | 'es';
  tags: string[];
  place: string | null;
  phone: string | null;
  url: string | null;
}

export type CheckupWord = 'okay' | 'call';

export interface CheckupAnswer {
  id: string;
  answer: CheckupWord;
  due_on: string | null;
  answered_at: string;
}

export interface Checkups {
  completed_on: string | null;
  days: string[];
  answers: CheckupAnswer[];
}

export interface OpenHours {
  days: string[];
  opens: string;
  closes: string;
}

export interface ProgramPhone {
  label: string;
  number: string;
  hours: OpenHours[];
}

/** The part of the schedule that the time after the program needs. */
export interface AboutProgram {
  program: { name: string; zone: string; phones: ProgramPhone[] } | null;
  enrollment: { phase: Phase; completed_on: string | null } | null;
}
