// Saves a changed plan on this phone first, then lets it travel. Each verb is given what the person saw and what they
// made of it, so that a line which arrived from another device meanwhile is not taken for one they crossed out.

import { newId } from '../../lib/ids';
import { mergeEntries, mergeLines } from '../../lib/merge';
import { type AnyPlan, type Kind, keepPlan, syncPlan } from '../../offline/old-documents';
import type { PersonToCall } from './api';
import type { Section, Step } from './plan-parts';
import { aftercareKind, safetyKind } from './state';

async function save<T extends AnyPlan>(kind: Kind<T>, change: (plan: T) => T): Promise<void> {
  await keepPlan(kind, change);
  void syncPlan(kind);
}

/** Resolves when it is kept on this phone, throws when the phone cannot keep it. */
export function saveStep(step: Step, seen: string[], lines: string[]): Promise<void> {
  return save(safetyKind, (plan) => ({
    ...plan,
    steps: { ...plan.steps, [step]: mergeLines(seen, lines, plan.steps[step]) },
  }));
}

export function savePeople(seen: PersonToCall[], people: PersonToCall[]): Promise<void> {
  return save(safetyKind, (plan) => ({
    ...plan,
    people: mergeEntries(seen, people, plan.people, newId),
  }));
}

export function saveSection(section: Section, seen: string[], lines: string[]): Promise<void> {
  return save(aftercareKind, (plan) => ({
    ...plan,
    sections: { ...plan.sections, [section]: mergeLines(seen, lines, plan.sections[section]) },
  }));
}
