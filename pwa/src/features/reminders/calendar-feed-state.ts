// The address by which a calendar app reads one's dates: made, replaced and turned off here. It is handed to the screen once
// and kept nowhere, neither on this phone nor on the server.
import { signal } from '@preact/signals';
import { del, get, Problem, post } from '../../offline/client';
import { me } from '../../offline/sign-in';
import type { Feed, FeedAddress } from './calendar-api';

/** What the server said last; null until it answered. */
export const feed = signal<Feed | null>(null);

/** Somebody else who is signed in on this phone by now is not meant. */
const mine = () => `/reminders/calendar/feed${me.value ? `?owner=${me.value.id}` : ''}`;

export type FeedEnd = 'notOffered' | 'wait' | 'offline';

/** Never throws; without a connection what was known stays. */
export async function refreshFeed(): Promise<void> {
  feed.value = await get<Feed>('/reminders/calendar/feed').catch(() => feed.value);
}

/** A new address; one from before is dead from now on. */
export async function makeAddress(): Promise<{ address: string } | FeedEnd> {
  try {
    const { address } = await post<FeedAddress>(mine());
    await refreshFeed();
    return { address };
  } catch (problem) {
    await refreshFeed();
    if (!(problem instanceof Problem)) return 'offline';
    return problem.code === 'not_offered' ? 'notOffered' : 'wait';
  }
}

/** Whether the address is dead now. */
export async function turnOffFeed(): Promise<boolean> {
  const done = await del(mine()).then(
    () => true,
    () => false,
  );
  await refreshFeed();
  return done;
}

/** The same address for the phone's own calendar, which takes it as one to read again and again. */
export const forCalendar = (address: string) => address.replace(/^https?:/, 'webcal:');
