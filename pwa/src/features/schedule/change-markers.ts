// What changed in the schedule since the person last looked: read once a visit, shown quietly, and over once it has been on
// screen. A visit lasts until the app is left. Kept with the rest of the pocket: sealed, and only on this phone.
import { effect, signal } from '@preact/signals';
import { deviceZone, localDay } from '../../lib/dates';
import { read, write } from '../../offline/old-cache';
import { me } from '../../offline/sign-in';
import { type News, newsOf, print, type Seen, seenNow } from './change-rules';
import { reachOf } from './reach';
import { schedule } from './state';

const pocketName = 'schedule-seen';

/** Meeting → what is new about it. */
export const news = signal<ReadonlyMap<string, News>>(new Map());

interface Visit {
  whose: string;
  /** What had been seen before it began; null on a phone that has shown nothing yet. */
  seen: Seen | null;
  shown: Map<string, string>;
}

let visit: Promise<Visit> | null = null;
let saving: Promise<void> = Promise.resolve();

async function begin(whose: string): Promise<Visit> {
  await saving;
  return { whose, seen: await read<Seen>(pocketName), shown: new Map() };
}

/** Compares what is there with what had been seen when this visit began, and keeps what counts as seen from the next on. */
async function compare(): Promise<void> {
  const whose = me.peek()?.id;
  if (!whose) return;
  visit ??= begin(whose);
  const mine = visit;
  const { seen, shown } = await mine;
  const held = schedule.peek();
  if (visit !== mine || whose !== me.peek()?.id || !held?.program) return;
  news.value = newsOf(seen, held.sessions, new Date());
  const { end } = reachOf(held, localDay(new Date(), held.program.zone ?? deviceZone()));
  const kept = seenNow(seen, held.sessions, end, news.value, shown);
  // Signed out meanwhile, it is forgotten on purpose.
  saving = saving.then(() => (me.peek()?.id === whose ? write(pocketName, kept) : undefined));
  await saving;
}

/** The news of these meetings has been on screen: the next visit finds it no news. Never throws. */
export async function showed(ids: readonly string[]): Promise<void> {
  const { shown } = (await visit) ?? {};
  const all = schedule.peek()?.sessions ?? [];
  const fresh = all.filter((one) => ids.includes(one.id) && shown?.get(one.id) !== print(one));
  if (!shown || fresh.length === 0) return;
  for (const one of fresh) shown.set(one.id, print(one));
  await compare();
}

/** Forgets the visit: the next look begins another one. */
function leave(): void {
  visit = null;
}

let whose: string | null = null;

// Another person, or nobody: nothing of the visit before is theirs.
effect(() => {
  const id = me.value?.id ?? null;
  if (id === whose) return;
  whose = id;
  leave();
  news.value = new Map();
});

effect(() => {
  if (schedule.value) void compare();
});

document.addEventListener('visibilitychange', () => {
  leave();
  if (document.visibilityState === 'visible') void compare();
});
