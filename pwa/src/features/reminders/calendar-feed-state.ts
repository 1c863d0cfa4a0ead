// The address by which a calendar app reads one's dates: made, replaced and turned off here. It is handed to the screen once
// and stored nowhere, neither on this phone nor on the server.
import { cachedAnswer } from '../../offline/cached';
import { Problem } from '../../offline/client';
import { fromState, perSession, session } from '../../offline/session';
import type { Feed, FeedAddress } from './calendar-api';

const path = '/reminders/calendar/feed';
const state = perSession((of) => cachedAnswer<Feed>(of, { name: null, path: () => path }));

/** What the server said last; null until it answered. */
export const feed = fromState(state, ({ value }) => value);

export type FeedEnd = 'notOffered' | 'wait' | 'offline';

/** Never throws; without a connection what was known stays. */
export const refreshFeed = (): Promise<void> => state().refresh();

/** A new address; one from before is dead from now on. Null when the person would rather not show that it is still them. */
export async function makeAddress(): Promise<{ address: string } | FeedEnd | null> {
  const here = session.peek();
  try {
    const { address } = await here.post<FeedAddress>(`${path}?owner=${here.account}`);
    await refreshFeed();
    return { address };
  } catch (problem) {
    await refreshFeed();
    if (problem instanceof DOMException && problem.name === 'AbortError') return null;
    if (!(problem instanceof Problem)) return 'offline';
    return problem.code === 'not_offered' ? 'notOffered' : 'wait';
  }
}

/** Whether the address is dead now. */
export async function turnOffFeed(): Promise<boolean> {
  const here = session.peek();
  const done = await here.delete(`${path}?owner=${here.account}`).then(
    () => true,
    () => false,
  );
  await refreshFeed();
  return done;
}

/** The same address for the phone's own calendar, which takes it as one to read again and again. */
export const forCalendar = (address: string) => address.replace(/^https?:/, 'webcal:');
