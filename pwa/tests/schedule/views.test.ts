// Three views at their own addresses, and how far the phone really knows.
import { expect, test } from 'vitest';
import { daysOpen, joined, knows, reachOf, weeksOpen } from '../../src/features/schedule/reach';
import { lastDay, neighbours, viewOf } from '../../src/features/schedule/views';
import { makeSchedule, makeSession } from './samples';

const today = '2026-03-10';
const view = (query: string, day = today) => viewOf(new URLSearchParams(query), day);

test.each([
  ['', { name: 'week', monday: '2026-03-09' }],
  ['week=2026-03-16', { name: 'week', monday: '2026-03-16' }],
  ['day=2026-03-12', { name: 'day', day: '2026-03-12' }],
  ['day', { name: 'day', day: today }],
  ['weeks', { name: 'weeks' }],
])('"?%s" is a view', (query, wanted) => {
  expect(view(query)).toEqual(wanted);
});

test.each([
  'day=2027-01-01',
  'day=2026-03-08',
  'day=2026-02-31',
  'day=2026-03-99',
  'day=<b>',
  'day=undefined',
])('"?%s" is a day nobody can look at, so it is today', (query) => {
  expect(view(query)).toEqual({ name: 'day', day: today });
});

test.each(['week=2026-03-10', 'week=2025-03-10', 'week=2026-05-04', 'week=x'])(
  '"?%s" is no week one can look at, so it is this one',
  (query) => {
    expect(view(query)).toEqual({ name: 'week', monday: '2026-03-09' });
  },
);

test('one can look from yesterday to the end of the eighth week', () => {
  expect(daysOpen(today)).toEqual(['2026-03-09', '2026-05-03']);
  expect(weeksOpen(today)).toHaveLength(8);
  // On a Monday, yesterday still belongs to the week before.
  expect(weeksOpen('2026-03-09')[0]).toBe('2026-03-02');
  expect(weeksOpen('2026-03-09').at(-1)).toBe('2026-04-27');
});

test('each view leads to the others on the same days', () => {
  expect(neighbours(view('day=2026-03-19'), today)).toEqual({
    day: '/schedule?day=2026-03-19',
    week: '/schedule?week=2026-03-16',
    weeks: '/schedule?weeks',
  });
  expect(neighbours(view(''), today).day).toBe('/schedule?day=2026-03-10');
  expect(neighbours(view('week=2026-03-16'), today).day).toBe('/schedule?day=2026-03-16');
  expect(lastDay(view('weeks'), today)).toBe('2026-05-03');
  expect(lastDay(view('week=2026-03-16'), today)).toBe('2026-03-22');
});

test('a copy knows the days it is about, however long ago it was made', () => {
  const near = reachOf(makeSchedule(), '2026-03-20');
  expect(knows(near, '2026-03-24')).toBe(true);
  expect(knows(near, '2026-03-25')).toBe(false);
  expect(knows(near, '2026-03-08')).toBe(false);
});

test('a copy of an older app is believed as far as its last meeting', () => {
  const { start: _, end: __, ...old } = makeSchedule();
  const near = reachOf(old, today);
  expect(knows(near, '2026-03-12')).toBe(true);
  expect(knows(near, '2026-03-13')).toBe(false);
  expect(knows(reachOf({ sessions: [], weeks: [] }, today), today)).toBe(false);
});

test('later weeks go on where the copy ends, and the copy stands where both know', () => {
  const near = reachOf(makeSchedule(), today);
  const far = makeSchedule({
    start: '2026-03-09',
    end: '2026-05-03',
    sessions: [
      makeSession({ title: 'Older' }),
      makeSession({ id: 'far', local_date: '2026-04-14', title: 'Far' }),
    ],
    weeks: [
      { starts_on: '2026-03-09', planned_days: 1, planned_minutes: 1, days: [] },
      { starts_on: '2026-04-13', planned_days: 1, planned_minutes: 90, days: [] },
    ],
  });
  const all = joined(near, far);
  expect(all.sessions.map((one) => one.title)).toEqual([
    'Skills group',
    'Process group',
    'Skills group',
    'Far',
  ]);
  expect(all.weeks.map((one) => one.planned_days)).toEqual([3, 1]);
  expect([all.start, all.end]).toEqual(['2026-03-09', '2026-05-03']);
  expect(joined(near, null)).toBe(near);
  expect(joined(near, makeSchedule({ end: '2026-03-20' }))).toBe(near);
});
