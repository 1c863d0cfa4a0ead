// One's own entries over a longer time: the last thirty days from this phone, what is older from the server.
import { computed } from '@preact/signals';
import { addDays, daysBetween, deviceZone, localDay } from '../../lib/dates';
import { session } from '../../offline/session';
import { daysKept, type List, log } from '../checkins';
import { currentName, type OwnWord, ownLists } from '../logbook';
import type { Noted } from './rules';

const longest = 365;
const farthest = 10 * 365;

/** What this phone holds itself, with what was not sent yet; what the server refused is left out. */
export const onThisPhone = computed<Noted[]>(() =>
  withNames(log.value.filter((one) => one.state !== 'refused').map((one) => one.entry)),
);

/** The same with each word under the name it has now. */
function withNames(entries: readonly Noted[]): Noted[] {
  const { triggers, helped } = ownLists.value;
  const once = (words: readonly string[], own: OwnWord[]) => [
    ...new Set(words.map((word) => currentName(word, own))),
  ];
  return entries.map((entry) => ({
    ...entry,
    triggers: once(entry.triggers, triggers),
    helped: once(entry.helped, helped),
  }));
}

/** The first day this phone has entries of by itself. */
export const oldestOnPhone = (today = localDay(new Date(), deviceZone())) =>
  addDays(today, 1 - daysKept);

/** Entries about the days from `first` to before `before`, from the server. Throws when it was not reached. */
export async function olderEntries(first: string, before: string): Promise<Noted[]> {
  const here = session.peek();
  const found: Noted[] = [];
  let end = addDays(before, -1);
  const start = daysBetween(first, end) > farthest ? addDays(end, -farthest) : first;
  while (end >= start) {
    const from = daysBetween(start, end) > longest ? addDays(end, -longest) : start;
    found.unshift(...(await here.get<List>(`/checkins?start=${from}&end=${end}`)).items);
    end = addDays(from, -1);
  }
  return withNames(found);
}
