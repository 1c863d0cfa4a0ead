// One sample of everything a feature declares. A new operation or document without one fails the tests.

import type { Goals } from '../../src/features/goals/api';
import type { Days } from '../../src/features/recovery/api';
import type { AftercarePlan, SafetyPlan } from '../../src/features/safety/api';
import { makeEntry } from '../log/helpers';

let made = 0;
const id = (): string => {
  made += 1;
  return `99999999-0000-4000-8000-${String(made).padStart(12, '0')}`;
};

const at = '2026-03-10T12:00:00.000Z';

/** Operation → one more thing of it. */
export const operationSamples: Record<string, () => unknown> = {
  absence: () => ({
    id: id(),
    does: 'tell',
    session_id: 'skills-tue',
    reason: null,
    make_up: null,
    at,
  }),
  call: () => ({ id: id(), asked_at: at }),
  card: () => ({
    id: id(),
    kind: 'dbt_card',
    recorded_at: at,
    local_day: '2026-03-10',
    marks: [],
    words: [],
    revision: 1,
  }),
  'card-deleted': () => ({ id: id() }),
  checkin: () => makeEntry({ id: id() }),
  'checkin-deleted': () => ({ id: id() }),
  'checkup-answer': () => ({ id: id(), answer: 'okay', due_on: null, answered_at: at }),
  'sharing-off': () => ({ id: id(), item: 'checkins', decided_at: at }),
};

/** Document → how a line is added to it. */
export const documentSamples: Record<string, (content: never, line: string) => unknown> = {
  'aftercare-plan': (plan: AftercarePlan, line) => ({
    ...plan,
    sections: { ...plan.sections, housing: [...(plan.sections.housing ?? []), line] },
  }),
  days: (days: Days, line) => ({
    ...days,
    foci: [...days.foci, { id: id(), rev: 1, gone: false, name: line, hidden: false }],
  }),
  goals: (goals: Goals, line) => ({
    ...goals,
    goals: [
      ...goals.goals,
      {
        id: id(),
        rev: 1,
        gone: false,
        what: line,
        measure: '',
        target: '',
        by: null,
        review_on: '2026-03-24',
        state: 'open',
        ended_on: null,
      },
    ],
  }),
  'own-words': (words: { lists: { helped: object[] } }, line) => ({
    ...words,
    lists: {
      ...words.lists,
      helped: [...words.lists.helped, { id: id(), name: line, hidden: false, was: [] }],
    },
  }),
  'safety-plan': (plan: SafetyPlan, line) => ({
    ...plan,
    steps: { ...plan.steps, alone: [...(plan.steps.alone ?? []), line] },
  }),
};
