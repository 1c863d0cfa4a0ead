// Plans are on this phone before anybody opens them: whoever needs one first may have no signal by then.
import { effect } from '@preact/signals';
import { me } from '../offline/sign-in';

/** Reads both plans, and who comes along to which meeting, once for each person who is signed in here. */
export function startFillingPocket(): () => void {
  let last: string | undefined;
  return effect(() => {
    const now = me.value?.id;
    if (now && now !== last) {
      void import('../features/safety').then((one) => one.refreshPlan());
      void import('../features/supporters').then((one) => one.refreshSupporters());
    }
    last = now;
  });
}
