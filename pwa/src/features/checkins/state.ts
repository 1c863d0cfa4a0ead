// The log as this phone can show it: what it holds itself and the server's last answer, put together by id.
import { computed } from '@preact/signals';
import { addDays, deviceZone, localDay } from '../../lib/dates';
import { cachedAnswer } from '../../offline/cached';
import { deleteHere } from '../../offline/delete-here';
import type { Item, ItemState } from '../../offline/outbox';
import { outboxOf } from '../../offline/outbox';
import { fromState, perSession, type Session, session } from '../../offline/session';
import type { List } from './api';
import type { Entry } from './entry';
import { checkinOperation, deletedOperation, whole } from './record';

export interface Shown {
  entry: Entry;
  state: ItemState;
  reason?: string;
}

export const daysKept = 30;

/**
 * Newest first. An unsent version stands before the server's; of two the server has, the higher revision stands. One that
 * was refused stands beside the server's, which it did not replace.
 */
export function merge(own: readonly Item<Entry>[], theirs: readonly Entry[]): Shown[] {
  const all = new Map<string, Shown>(theirs.map((entry) => [entry.id, { entry, state: 'saved' }]));
  for (const { value, state, reason } of own) {
    if (!value) continue; // does not open any more
    const entry = whole(value);
    const known = all.get(entry.id);
    if (state === 'saved' && known && known.entry.revision >= entry.revision) continue;
    all.set(state === 'refused' ? `refused ${entry.id}` : entry.id, { entry, state, reason });
  }
  return [...all.values()].sort((a, b) => b.entry.recorded_at.localeCompare(a.entry.recorded_at));
}

function makeState(of: Session) {
  const answer = cachedAnswer<Entry[]>(of, {
    name: 'checkins',
    path() {
      const today = localDay(new Date(), deviceZone());
      return `/checkins?start=${addDays(today, 1 - daysKept)}&end=${addDays(today, 1)}`;
    },
    pick: (all) => (all as List).items as Entry[],
  });
  const items = outboxOf(of).items(checkinOperation);
  const deleted = outboxOf(of).items(deletedOperation);
  const theirs = computed(() => {
    const gone = new Set(deleted.value.map(({ id }) => id));
    return (answer.value.value ?? []).filter(({ id }) => !gone.has(id));
  });
  const read = computed(
    () => answer.opened.value && (outboxOf(of).opened.value || outboxOf(of).storageFails.value),
  );
  return {
    answer,
    log: computed(() => merge(items.value, theirs.value)),
    storageFails: outboxOf(of).storageFails,
    read,
    known: computed(() => read.value && (answer.value.value !== null || answer.asked.value)),
  };
}
const state = perSession(makeState);

export const log = fromState(state, (made) => made.log);
/** False until the phone's own copy was read. */
export const logRead = fromState(state, (made) => made.read);
/** False while nothing is known to draw: the phone has no copy, and the server was not asked yet or has not answered. */
export const logKnown = fromState(state, (made) => made.known);
/** The phone refuses to store things: said plainly wherever one could lose something. */
export const storageFails = fromState(state, (made) => made.storageFails);
/** False while the server's part may be older than what it has now. */
export const logFresh = fromState(state, (made) => made.answer.fresh);

/** Draws from the phone. Never throws. */
export async function readLog(): Promise<void> {
  await Promise.all([state().answer.open(), outboxOf(session.peek()).open()]);
}

/** Asks the server for the last thirty days. Never throws; without a connection the copy stays. */
export const refreshCheckins = (): Promise<void> => state().answer.refresh();

/** Sends what waits, now. Never throws. */
export const sendNow = (): Promise<void> => outboxOf(session.peek()).send();

/**
 * Deletes an entry here at once, on the server when it can. Throws when the phone cannot store that it was deleted and the
 * server was not reached.
 */
export const deleteEntry = (id: string): Promise<void> =>
  deleteHere(session.peek(), deletedOperation, state().answer, id);
