// Shows both plans from the phone, then brings phone and server to the same copy.
import { signal } from '@preact/signals';
import { newId } from '../../lib/ids';
import { mergeEntries, mergeRecords } from '../../lib/merge';
import { type Kind, openPlan, syncPlan } from '../../offline/old-documents';
import type { AftercarePlan, SafetyPlan } from './api';
import { type Section, type Step, sections, steps } from './plan-parts';

const blank = <K extends string>(keys: readonly K[]) =>
  Object.fromEntries(keys.map((key) => [key, []])) as unknown as Record<K, string[]>;

export const safetyKind: Kind<SafetyPlan> = {
  name: 'safety-plan',
  empty: { steps: blank<Step>(steps), people: [], version: 0 },
  merge: (base, mine, theirs) => ({
    steps: mergeRecords(base.steps, mine.steps, theirs.steps),
    people: mergeEntries(base.people, mine.people, theirs.people, newId),
    version: theirs.version,
  }),
  view: signal(null),
  turn: Promise.resolve(),
};

export const aftercareKind: Kind<AftercarePlan> = {
  name: 'aftercare-plan',
  empty: { sections: blank<Section>(sections), version: 0 },
  merge: (base, mine, theirs) => ({
    sections: mergeRecords(base.sections, mine.sections, theirs.sections),
    version: theirs.version,
  }),
  view: signal(null),
  turn: Promise.resolve(),
};

export const safetyPlan = safetyKind.view;
export const aftercarePlan = aftercareKind.view;

/** From this phone at once, empty if it has none; the server's copy when it can be had. */
export async function refreshPlan(): Promise<void> {
  await Promise.all([openPlan(safetyKind), openPlan(aftercareKind)]);
  await sendPlans();
}

/** Sends what waits and reads what changed elsewhere. Never throws. */
async function sendPlans(): Promise<void> {
  await Promise.all([syncPlan(safetyKind), syncPlan(aftercareKind)]);
}
