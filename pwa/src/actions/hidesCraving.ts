// Somebody without a substance goal sees no word about urges. The wish stands in their enrollment; the phone's copy
// of the schedule knows it, with or without a network.
import { read } from '../store/pocket';

interface HasEnrollment {
  enrollment?: { hides_craving?: boolean } | null;
}

export async function hidesCraving(): Promise<boolean> {
  const schedule = await read<HasEnrollment>('schedule');
  return schedule?.enrollment?.hides_craving === true;
}
