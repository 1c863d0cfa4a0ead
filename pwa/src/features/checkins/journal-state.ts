// The pages of the last year: what the log of this phone has, and older ones from the server, kept here for days without signal.
import { computed } from '@preact/signals';
import { addDays, deviceZone, localDay } from '../../lib/dates';
import { cachedAnswer } from '../../offline/cached';
import { outboxOf } from '../../offline/outbox';
import { fromState, perSession, type Session } from '../../offline/session';
import type { List } from './api';
import { type Page, pagesOf } from './journal-rules';
import { deletedOperation } from './record';
import { daysKept, log } from './state';

const year = 365;
const todayHere = () => localDay(new Date(), deviceZone());

function makeState(of: Session) {
  const answer = cachedAnswer<Page[]>(of, {
    name: 'journal',
    path: () => `/checkins?start=${addDays(todayHere(), -year)}&end=${addDays(todayHere(), 1)}`,
    pick: (all) =>
      (all as List).items.flatMap(({ id, local_day, recorded_at, note }) =>
        note ? [{ id, local_day, recorded_at, note }] : [],
      ),
  });
  return { answer, deleted: outboxOf(of).items(deletedOperation) };
}
const state = perSession(makeState);

export const journalFresh = fromState(state, (made) => made.answer.fresh);

export const pages = computed<Page[]>(() => {
  const { answer, deleted } = state();
  const entries = log.value.filter((one) => one.state !== 'refused').map((one) => one.entry);
  const gone = new Set(deleted.value.map(({ id }) => id));
  const since = addDays(todayHere(), 1 - daysKept);
  return pagesOf(entries, answer.value.value ?? [], since, gone);
});

/** The phone's copy, then the server's. Never throws; without a connection the copy stays. */
export const refreshJournal = (): Promise<void> => state().answer.refresh();

/** Deleted here: the copy for days without signal does not keep it either. */
export async function forgetPage(id: string): Promise<void> {
  const { answer } = state();
  const kept = answer.value.peek();
  if (kept?.some((one) => one.id === id)) await answer.accept(kept.filter((one) => one.id !== id));
}
