// Plans are on this phone before anybody opens them: whoever needs one first may have no signal by then.
import { effect } from '@preact/signals';
import { session } from '../offline/session';

/** Reads both plans, and who comes along to which session, once for each person who signs in here. Returns how to stop. */
export function startFetchingAhead(): () => void {
  return effect(() => {
    if (!session.value.signedIn.value) return;
    void refreshPeople();
    void import('../features/supporters/state').then((people) => people.refreshSupporters());
  });
}

/** The plan, and with it whom Help names; somebody may be looking at it. */
async function refreshPeople(): Promise<void> {
  await (await import('../features/safety/state')).refreshPlan();
  await (await import('../features/help')).helpLines();
}
