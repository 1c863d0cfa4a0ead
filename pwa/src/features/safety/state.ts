// The safety plan and the aftercare plan: what each is made of, and how two copies that grew apart merge.
import { newId } from '../../lib/ids';
import { mergeEntries, mergeRecords } from '../../lib/merge';
import { documentOf } from '../../offline/documents';
import { fromState, perSession } from '../../offline/session';
import { declareVersionedDocument } from '../../offline/versioned-document';
import type { AftercarePlan, SafetyPlan } from './api';
import { type Section, type Step, sections, steps } from './plan-sections';

const blank = <K extends string>(keys: readonly K[]) =>
  Object.fromEntries(keys.map((key) => [key, []])) as unknown as Record<K, string[]>;

const emptySafety: SafetyPlan = { steps: blank<Step>(steps), people: [], version: 0 };

export const safetyDocument = declareVersionedDocument<SafetyPlan>({
  name: 'safety-plan',
  empty: emptySafety,
  merge: (known, local, remote) => {
    const base = known ?? emptySafety;
    return {
      steps: mergeRecords(base.steps, local.steps, remote.steps),
      people: mergeEntries(base.people, local.people, remote.people, newId),
      version: remote.version,
    };
  },
});

const emptyAftercare: AftercarePlan = { sections: blank<Section>(sections), version: 0 };

export const aftercareDocument = declareVersionedDocument<AftercarePlan>({
  name: 'aftercare-plan',
  empty: emptyAftercare,
  merge: (known, local, remote) => ({
    sections: mergeRecords((known ?? emptyAftercare).sections, local.sections, remote.sections),
    version: remote.version,
  }),
});

export const safety = perSession((of) => documentOf(of, safetyDocument));
export const aftercare = perSession((of) => documentOf(of, aftercareDocument));

export const safetyPlan = fromState(safety, ({ view }) => view);
export const aftercarePlan = fromState(aftercare, ({ view }) => view);

/** From this phone at once, empty if it has none; the server's copy when it can be had. Never throws. */
export async function refreshPlan(): Promise<void> {
  const plans = [safety(), aftercare()];
  await Promise.all(plans.map((plan) => plan.open()));
  await Promise.all(plans.map((plan) => plan.sync()));
}
