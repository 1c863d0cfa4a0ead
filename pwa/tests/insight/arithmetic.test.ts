// What one's own entries say is arithmetic: the same whatever the order, never more than what is there, silent below a minimum.
import { expect, test } from 'vitest';
import {
  around,
  bounds,
  byPart,
  byWeekday,
  contrast,
  groups,
  helpedBy,
  least,
  type Measure,
  type Noted,
  partOf,
  stepOf,
  steps,
  valueIn,
  within,
} from '../../src/features/insight/rules';
import { addDays, daysBetween } from '../../src/lib/dates';
import { median } from '../../src/lib/median';

const measures: Measure[] = ['mood', 'craving', 'stress', 'sleep'];
const zone = 'America/New_York';

function entry(more: Partial<Noted> = {}): Noted {
  return {
    local_day: '2026-03-10',
    recorded_at: '2026-03-10T23:30:00Z',
    zone,
    mood: null,
    craving: null,
    stress: null,
    sleep: null,
    triggers: [],
    helped: [],
    ...more,
  };
}

// mulberry32: the same numbers in every run.
function dice(seed: number) {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function life(seed: number): Noted[] {
  const roll = dice(seed);
  const upTo = (n: number) => Math.floor(roll() * n);
  const maybe = <T>(value: T) => (roll() < 0.3 ? null : value);
  const some = (list: string[]) => list.filter(() => roll() < 0.4);
  return Array.from({ length: upTo(60) }, () => {
    const at = new Date(Date.UTC(2026, 0, 1) + upTo(120 * 24 * 60) * 60_000);
    return entry({
      recorded_at: at.toISOString(),
      local_day: addDays(at.toISOString().slice(0, 10), roll() < 0.5 ? 0 : -1),
      mood: maybe(1 + upTo(5)),
      craving: maybe(upTo(11)),
      stress: maybe(upTo(11)),
      sleep: maybe((['poor', 'ok', 'good'] as const)[upTo(3)] ?? null),
      triggers: some(['alone', 'payday', 'Sundays']),
      helped: some(['walking', 'music', 'Rosa']),
      clock_doubt: roll() < 0.1,
    });
  });
}

const seeds = Array.from({ length: 150 }, (_, i) => i + 1);
const shuffled = (entries: Noted[], seed: number) => {
  const roll = dice(seed);
  return [...entries]
    .map((one) => [roll(), one] as const)
    .sort((a, b) => a[0] - b[0])
    .map(([, one]) => one);
};
const bySize = <T extends { key: unknown }>(found: T[]) =>
  [...found].sort((a, b) => String(a.key).localeCompare(String(b.key)));

test('the order in which entries arrive changes nothing', () => {
  for (const seed of seeds) {
    const entries = life(seed);
    const other = shuffled(entries, seed + 1000);
    for (const measure of measures) {
      expect(bySize(byPart(other, measure))).toEqual(bySize(byPart(entries, measure)));
      expect(bySize(byWeekday(other, measure))).toEqual(bySize(byWeekday(entries, measure)));
    }
    expect(around(other, 'craving')).toEqual(around(entries, 'craving'));
    expect(steps(other, '2026-01-01', '2026-03-31')).toEqual(
      steps(entries, '2026-01-01', '2026-03-31'),
    );
  }
});

test('every group has as many entries as there are, and its median lies among their values', () => {
  for (const seed of seeds) {
    const entries = life(seed);
    for (const measure of measures) {
      const answered = entries.filter((one) => valueIn(one, measure) !== null);
      const found = byWeekday(entries, measure);
      expect(found.reduce((sum, one) => sum + one.n, 0)).toBe(answered.length);
      const [low, high] = bounds[measure];
      for (const one of found) {
        expect(one.median).toBeGreaterThanOrEqual(low);
        expect(one.median).toBeLessThanOrEqual(high);
      }
    }
  }
});

test('nothing is said from fewer entries than the minimum, nor about a small difference', () => {
  for (const seed of seeds) {
    const entries = life(seed);
    for (const measure of measures)
      for (const found of [
        contrast(byPart(entries, measure), measure),
        contrast(byWeekday(entries, measure), measure),
      ]) {
        if (!found) continue;
        expect(Math.min(found.harder.n, found.easier.n)).toBeGreaterThanOrEqual(least);
        const gap = found.harder.median - found.easier.median;
        const more = measure === 'craving' || measure === 'stress';
        expect(more ? gap : -gap).toBeGreaterThanOrEqual(more ? 2 : 1);
      }
    for (const one of around(entries, 'craving'))
      if (one.median !== null) expect(one.n).toBeGreaterThanOrEqual(least);
  }
});

test('a day without an entry is a gap, and every dot is the median of its own days', () => {
  for (const seed of seeds) {
    const entries = life(seed);
    const [first, last] = ['2026-01-10', addDays('2026-01-10', (seed % 110) + 6)];
    const size = stepOf(daysBetween(first, last) + 1);
    const found = steps(entries, first, last);
    expect(found.reduce((sum, one) => sum + one.n, 0)).toBe(within(entries, first, last).length);
    expect(new Set(found.map((one) => one.at)).size).toBe(found.length);
    for (const one of found) {
      const own = within(within(entries, first, last), one.day, addDays(one.day, size - 1));
      expect(own).toHaveLength(one.n);
      for (const measure of measures)
        expect(one.values[measure]).toBe(
          median(own.map((each) => valueIn(each, measure)).filter((value) => value !== null)),
        );
    }
  }
});

test('what helped is named as often as it was, and a drop rests on no more pairs than there were entries', () => {
  for (const seed of seeds) {
    const entries = life(seed);
    for (const { word, n, drop } of helpedBy(entries, 'craving')) {
      expect(n).toBe(entries.filter((one) => one.helped.includes(word)).length);
      if (drop) {
        expect(drop.median).toBeLessThan(0);
        expect(drop.times).toBeLessThan(entries.length);
      }
    }
  }
});

test('an evening with a median of 6 against mornings with 3 is told; three evenings are not', () => {
  const at = (day: number, hour: number, craving: number) =>
    entry({
      local_day: `2026-03-${String(day).padStart(2, '0')}`,
      recorded_at: `2026-03-${String(day).padStart(2, '0')}T${hour}:00:00Z`,
      zone: 'UTC',
      craving,
    });
  const evenings = [5, 6, 6, 7].map((craving, i) => at(i + 10, 20, craving));
  const mornings = [2, 3, 3, 4].map((craving, i) => at(i + 10, 10, craving));
  const found = contrast(byPart([...evenings, ...mornings], 'craving'), 'craving');
  expect(found?.harder).toEqual({ key: 'evening', n: 4, median: 6 });
  expect(found?.easier).toEqual({ key: 'morning', n: 4, median: 3 });
  expect(contrast(byPart([...evenings.slice(1), ...mornings], 'craving'), 'craving')).toBeNull();
});

test('low mood is the harder one, high urge is the harder one', () => {
  const group = (key: string, middle: number) => ({ key, n: 9, median: middle });
  expect(contrast([group('a', 2), group('b', 4)], 'mood')?.harder.key).toBe('a');
  expect(contrast([group('a', 2), group('b', 4)], 'craving')?.harder.key).toBe('b');
  expect(contrast([group('a', 4), group('b', 5)], 'craving')).toBeNull();
  expect(contrast([group('a', 4)], 'mood')).toBeNull();
});

test('the hour says nothing when a day was filled in later or the clock was wrong', () => {
  expect(partOf(entry())).toBe('evening');
  expect(partOf(entry({ local_day: '2026-03-09' }))).toBeNull();
  expect(partOf(entry({ clock_doubt: true }))).toBeNull();
  expect(partOf(entry({ recorded_at: '2026-03-11T03:59:00Z' }))).toBe('night');
  expect(partOf(entry({ recorded_at: '2026-03-10T09:00:00Z' }))).toBe('morning');
  expect(partOf(entry({ recorded_at: '2026-03-10T16:00:00Z' }))).toBe('afternoon');
  expect(partOf(entry({ recorded_at: '2026-03-10T08:59:00Z' }))).toBe('night');
});

test('walking goes with a median drop of four, six times', () => {
  const entries = [8, 7, 9, 6, 8, 7].flatMap((before, day) => {
    const on = `2026-03-0${day + 1}`;
    return [
      entry({ local_day: on, recorded_at: `${on}T20:00:00Z`, craving: before }),
      entry({
        local_day: on,
        recorded_at: `${on}T20:40:00Z`,
        craving: before - 4,
        helped: ['walking'],
      }),
    ];
  });
  expect(helpedBy(entries, 'craving')[0]).toEqual({
    word: 'walking',
    n: 6,
    drop: { median: -4, times: 6 },
  });
});

test('over months a dot is a week', () => {
  expect([7, 30, 90, 92].map(stepOf)).toEqual([1, 1, 1, 1]);
  expect(stepOf(93)).toBe(7);
  const found = steps(
    [entry({ mood: 2 }), entry({ local_day: '2026-03-12', mood: 4 })],
    '2025-11-25',
    '2026-03-12',
  );
  expect(found).toHaveLength(1);
  expect(found[0]?.values.mood).toBe(3);
});

test('groups leave out what was skipped and what has no key', () => {
  expect(groups([entry(), entry({ mood: 3 })], 'mood', (one) => one.local_day)).toEqual([
    { key: '2026-03-10', n: 1, median: 3 },
  ]);
  expect(groups([entry({ mood: 3 })], 'mood', () => null)).toEqual([]);
});
