// Saves a changed plan on this phone first, then lets it travel. Each verb is given what the person saw and what they
// made of it, so that a line which arrived from another device meanwhile is not taken for one they crossed out.
import { newId } from '../../lib/ids';
import { mergeEntries, mergeLines } from '../../lib/merge';
import type { PersonToCall } from './api';
import type { Section, Step } from './plan-sections';
import { aftercare, safety } from './state';

/** Resolves when it is on this phone's disk, throws when the phone cannot store it. */
export function saveStep(step: Step, seen: string[], lines: string[]): Promise<void> {
  return safety().change((plan) => ({
    ...plan,
    steps: { ...plan.steps, [step]: mergeLines(seen, lines, plan.steps[step]) },
  }));
}

export function savePeople(seen: PersonToCall[], people: PersonToCall[]): Promise<void> {
  return safety().change((plan) => ({
    ...plan,
    people: mergeEntries(seen, people, plan.people, newId),
  }));
}

export function saveSection(section: Section, seen: string[], lines: string[]): Promise<void> {
  return aftercare().change((plan) => ({
    ...plan,
    sections: { ...plan.sections, [section]: mergeLines(seen, lines, plan.sections[section]) },
  }));
}
