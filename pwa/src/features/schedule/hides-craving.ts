// Somebody without a substance goal sees no word about urges. The wish stands in their enrollment; the phone's copy
// of the schedule knows it. A phone that never saw the schedule asks for it, but not for long.
import { session } from '../../offline/session';
import { refreshSchedule } from './state';

interface HasEnrollment {
  enrollment?: { hides_craving?: boolean } | null;
}

const patience = 1500;

export async function hidesCraving(): Promise<boolean> {
  const { cache } = session.peek();
  if ((await cache.read('schedule')) === null)
    await Promise.race([refreshSchedule(), new Promise((then) => setTimeout(then, patience))]);
  const schedule = await cache.read<HasEnrollment>('schedule');
  return schedule?.enrollment?.hides_craving === true;
}
