// What changed in the schedule since the person last looked: read once a visit, shown quietly, and over once it has been on
// screen. A visit lasts until the app is left. Stored with the person's copies: encrypted, and only on this phone.
import { effect, signal } from '@preact/signals';
import { deviceZone, localDay } from '../../lib/dates';
import { fromState, perSession, type Session, session } from '../../offline/session';
import { type ChangeMarker, changeMarkersOf, print, type Seen, seenNow } from './change-rules';
import { reachOf } from './reach';
import { schedule } from './state';

const cacheName = 'schedule-seen';

interface Visit {
  /** What had been seen before it began; null on a phone that has shown nothing yet. */
  seen: Seen | null;
  shown: Map<string, string>;
}

function makeState(of: Session) {
  const changeMarkers = signal<ReadonlyMap<string, ChangeMarker>>(new Map());
  let visit: Promise<Visit> | null = null;
  let saving: Promise<void> = Promise.resolve();

  const begin = async (): Promise<Visit> => {
    await saving;
    return { seen: await of.cache.read<Seen>(cacheName), shown: new Map() };
  };

  /** Compares what is there with what had been seen when this visit began, and stores what counts as seen from the next on. */
  async function compare(): Promise<void> {
    if (!of.account) return;
    visit ??= begin();
    const current = visit;
    const { seen, shown } = await current;
    const held = schedule.peek();
    if (visit !== current || of.ended || !held?.program) return;
    changeMarkers.value = changeMarkersOf(seen, held.sessions, new Date());
    const { end } = reachOf(held, localDay(new Date(), held.program.zone ?? deviceZone()));
    const seenNext = seenNow(seen, held.sessions, end, changeMarkers.value, shown);
    saving = saving.then(() => of.cache.write(cacheName, seenNext));
    await saving;
  }

  async function showed(ids: readonly string[]): Promise<void> {
    const { shown } = (await visit) ?? {};
    const all = schedule.peek()?.sessions ?? [];
    const fresh = all.filter((one) => ids.includes(one.id) && shown?.get(one.id) !== print(one));
    if (!shown || fresh.length === 0) return;
    for (const one of fresh) shown.set(one.id, print(one));
    await compare();
  }

  /** Forgets the visit: the next look begins another one. */
  const leave = () => {
    visit = null;
  };
  return { changeMarkers, compare, showed, leave };
}
const state = perSession(makeState);

/** Meeting → what is new about it. */
export const changeMarkers = fromState(state, (made) => made.changeMarkers);

/** The news of these meetings has been on screen: the next visit finds it no news. Never throws. */
export const showed = (ids: readonly string[]): Promise<void> => state().showed(ids);

effect(() => {
  const { compare } = state();
  if (schedule.value) void compare();
});

document.addEventListener('visibilitychange', () => {
  const { leave, compare } = session.peek().state(makeState);
  leave();
  if (document.visibilityState === 'visible') void compare();
});
