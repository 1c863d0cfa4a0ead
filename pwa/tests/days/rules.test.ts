// Days worked out on the phone: the same answers as the server's, and joining copies from two phones.
import { expect, test } from 'vitest';
import {
  daysTogether,
  lastThirty,
  type Mark,
  running,
  stretchLength,
  thisStretch,
} from '../../src/features/recovery/intervals';
import { earned } from '../../src/features/recovery/milestones';
import { lengthOf, monthsLater } from '../../src/lib/calendar-length';
import { mergeRevisions, present, revise } from '../../src/lib/revisions';
import samples from './samples.json';

test.each(samples)('sample of $today: the phone and the server agree', (sample) => {
  const marks = sample.marks as Mark[];
  const stretch = thisStretch(marks);
  expect(daysTogether(marks, sample.today)).toBe(sample.together);
  expect(stretch && stretchLength(stretch, sample.today)).toEqual(sample.length);
  expect(stretch !== null && running(stretch)).toBe(sample.running);
  expect(lastThirty(marks, sample.today)).toBe(sample.thirty);
  expect(earned(marks, sample.today)).toEqual(sample.earned);
});

test('a year after 29 February is 28 February, four years after it 29 February again', () => {
  expect(monthsLater('2024-02-29', 12)).toBe('2025-02-28');
  expect(monthsLater('2024-02-29', 48)).toBe('2028-02-29');
  expect(lengthOf('2024-02-29', '2025-03-04')).toEqual({ years: 1, months: 0, days: 4 });
});

const one = (id: string, rev: number, gone = false) => ({ id, rev, gone });

test('of two copies the newer change stands, whichever side it is on', () => {
  expect(mergeRevisions([one('a', 2)], [one('a', 1), one('b', 1)])).toEqual([
    one('a', 2),
    one('b', 1),
  ]);
  expect(mergeRevisions([one('a', 1)], [one('a', 2, true)])).toEqual([one('a', 2, true)]);
});

test('what was taken out does not come back from an older copy', () => {
  expect(present(mergeRevisions([one('a', 1)], [one('a', 2, true)]))).toEqual([]);
});

test('at the same revision the server has the last word, so that two phones end with the same', () => {
  const [mine, theirs] = [
    { ...one('a', 2), name: 'x' },
    { ...one('a', 2), name: 'y' },
  ];
  expect(mergeRevisions([mine], [theirs])).toEqual([theirs]);
});

test('a change makes a new revision of that entry and of no other', () => {
  expect(revise([one('a', 1), one('b', 1)], 'b', { gone: true })).toEqual([
    one('a', 1),
    one('b', 2, true),
  ]);
});
