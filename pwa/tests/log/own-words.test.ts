// Words of one's own: made, renamed, hidden, joined from two phones; and what went with an urge that eased.
import { describe, expect, test } from 'vitest';
import {
  currentName,
  listNames,
  mergeLists,
  mostOwnWords,
  type OwnLists,
  type OwnWord,
  offered,
  withHidden,
  withName,
  withWord,
} from '../../src/features/logbook/own-words-rules';
import { estimateEffects } from '../../src/lib/effect-estimates';
import { makeRandom } from './random';

let made = 0;
const newId = () => `id-${++made}`;
const word = (name: string, more: Partial<OwnWord> = {}): OwnWord => ({
  id: newId(),
  name,
  hidden: false,
  was: [],
  ...more,
});

test('ours are offered until hidden or renamed, then the own ones, then what older entries say', () => {
  const own = [word('payday', { hidden: true }), word('On my own', { was: ['alone'] })];
  expect(offered(['tired', 'alone', 'payday'], own, ['Aunt Carol', 'alone', 'payday'])).toEqual([
    'tired',
    'On my own',
    'Aunt Carol',
  ]);
});

test('a new name keeps counting what was written under the old one', () => {
  const own = withName(withWord([], 'Cold water', 'a'), 'Cold water', 'A cold shower', 'b');
  expect(own).toEqual([{ id: 'a', name: 'A cold shower', hidden: false, was: ['Cold water'] }]);
  expect(currentName('cold water', own)).toBe('A cold shower');
  expect(currentName('music', own)).toBe('music');
});

test('a word of ours can be renamed and hidden, too', () => {
  expect(withName([], 'walking', 'The reservoir', 'a')[0]).toMatchObject({ was: ['walking'] });
  expect(withHidden([], 'walking', true, 'a')).toEqual([
    word('walking', { id: 'a', hidden: true }),
  ]);
});

test('making a hidden word again shows it; a name that is taken or empty changes nothing', () => {
  const own = [word('Swam', { hidden: true }), word('Ran')];
  expect(withWord(own, ' swam ', 'x')[0]?.hidden).toBe(false);
  expect(withName(own, 'Ran', 'SWAM', 'x')).toBe(own);
  expect(withName(own, 'Ran', '  ', 'x')).toBe(own);
  expect(withWord(own, '  ', 'x')).toBe(own);
});

test('a full list takes no more', () => {
  const full = Array.from({ length: mostOwnWords }, (_, i) => word(`w${i}`));
  expect(withWord(full, 'one more', 'x')).toBe(full);
  expect(withHidden(full, 'payday', true, 'x')).toBe(full);
});

const lists = (helped: OwnWord[]): OwnLists => ({
  ...(Object.fromEntries(listNames.map((name) => [name, []])) as unknown as OwnLists),
  helped,
});

/** One phone's changes: words are made, renamed and hidden at random. */
function lived(start: OwnWord[], random: () => number): OwnWord[] {
  const names = ['walk', 'music', 'cold', 'call', 'tea', 'sleep'];
  let own = start;
  for (let step = 0; step < 1 + Math.floor(random() * 4); step += 1) {
    const name = names[Math.floor(random() * names.length)] as string;
    const other = names[Math.floor(random() * names.length)] as string;
    const what = Math.floor(random() * 3);
    if (what === 0) own = withWord(own, name, newId());
    if (what === 1) own = withName(own, name, other, newId());
    if (what === 2) own = withHidden(own, name, random() < 0.5, newId());
  }
  return own;
}

describe('two phones that grew apart, 500 times at random', () => {
  test.each(Array.from({ length: 500 }, (_, seed) => [seed]))('%i', (seed) => {
    const random = makeRandom(seed);
    const base = lists(lived([], random));
    const mine = lists(lived(base.helped, random));
    const theirs = lists(lived(base.helped, random));
    const joined = mergeLists(base, mine, theirs, newId).helped;
    const names = joined.map((one) => one.name.toLowerCase());
    // Each name stands once, and every name newly made on either phone is still known.
    expect(new Set(names).size).toBe(names.length);
    const known = [...names, ...joined.flatMap((one) => one.was)];
    const before = base.helped.map((one) => one.name);
    for (const one of [...mine.helped, ...theirs.helped])
      if (!before.includes(one.name)) expect(known).toContain(one.name.toLowerCase());
    // Joining again, and joining with nothing new, changes nothing.
    const again = mergeLists(theirs, lists(joined), theirs, newId).helped;
    expect(again.map((one) => one.name)).toEqual(joined.map((one) => one.name));
    expect(
      mergeLists(base, base, theirs, newId)
        .helped.map((one) => one.name)
        .sort(),
    ).toEqual(theirs.helped.map((one) => one.name).sort());
  });
});

const rated = (minute: number, craving: number | null, ...helped: string[]) => ({
  recorded_at: new Date(Date.UTC(2026, 2, 10, 12, minute)).toISOString(),
  craving,
  helped,
});

describe('what goes with an urge that eased', () => {
  const walks = [0, 1, 2].flatMap((day) => [
    rated(day * 1440, 8),
    rated(day * 1440 + 30, 4 - day, 'walking'),
  ]);

  test('is the median of the differences, with how many there were', () => {
    expect(estimateEffects(walks)).toEqual([{ word: 'walking', median: -5, times: 3 }]);
  });
  test('says nothing of what happened only twice', () => {
    expect(estimateEffects(walks.slice(0, 4))).toEqual([]);
  });
  test('says nothing of what did not ease', () => {
    expect(estimateEffects(walks.map((one, i) => (i % 2 ? { ...one, craving: 9 } : one)))).toEqual(
      [],
    );
  });
  test('counts no number that came too soon or the day after', () => {
    const apart = (minutes: number) =>
      [0, 1, 2].flatMap((day) => [rated(day * 5000, 8), rated(day * 5000 + minutes, 2, 'walking')]);
    expect(estimateEffects(apart(4))).toEqual([]);
    expect(estimateEffects(apart(241))).toEqual([]);
    expect(estimateEffects(apart(5))).toHaveLength(1);
  });
  test('joins an old name with the new one, and skips entries without a number', () => {
    const named = walks.map((one, i) => (i === 1 ? { ...one, helped: ['walk'] } : one));
    const gaps = [...named, rated(10, null, 'music')];
    expect(estimateEffects(gaps, (name) => (name === 'walk' ? 'walking' : name))[0]?.times).toBe(3);
  });
});
