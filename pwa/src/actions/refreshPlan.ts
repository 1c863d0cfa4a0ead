// Shows both plans from the phone, then brings phone and server to the same copy.
import { aftercareKind, openPlan, safetyKind, syncPlan } from './plans';

export const safetyPlan = safetyKind.view;
export const aftercarePlan = aftercareKind.view;

/** From this phone at once, empty if it has none; the server's copy when it can be had. */
export async function refreshPlan(): Promise<void> {
  await Promise.all([openPlan(safetyKind), openPlan(aftercareKind)]);
  await sendPlans();
}

/** Sends what waits and reads what changed elsewhere. Never throws. */
export async function sendPlans(): Promise<void> {
  await Promise.all([syncPlan(safetyKind), syncPlan(aftercareKind)]);
}
