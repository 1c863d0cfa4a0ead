// What is meant by a day, what stands of what was said, and which days are asked about afterwards.
import { expect, test } from 'vitest';
import type { Waiting } from '../../src/features/absences/rules';
import { areDays, lately, meant, standing } from '../../src/features/absences/visit-rules';
import { later, makeSession, thursday } from './samples';

const at = (iso: string) => new Date(iso);
const ids = (all: readonly { id: string }[]) => all.map((one) => one.id);
const week = [makeSession(), later, thursday];

test.each([
  ['2026-03-10T12:00:00Z', ['skills-tue', 'process-tue']],
  ['2026-03-10T21:29:59Z', ['skills-tue', 'process-tue']],
  ['2026-03-10T21:30:00Z', ['process-tue']],
  ['2026-03-10T23:15:00Z', ['skills-tue', 'process-tue']],
])('a day at %s means what is not over, and all of it once it is', (now, expected) => {
  expect(ids(meant(week, '2026-03-10', '2026-03-10', at(now)))).toEqual(expected);
});

test('several days mean each of them, and nothing that is canceled', () => {
  const off = makeSession({ ...thursday, id: 'off', status: 'cancelled' });
  const now = at('2026-03-10T12:00:00Z');
  expect(ids(meant([...week, off], '2026-03-10', '2026-03-12', now))).toEqual(ids(week));
  expect(ids(meant(week, '2026-03-11', '2026-03-12', now))).toEqual(['skills-thu']);
});

test.each([
  ['2026-03-10', '2026-03-10', true],
  ['2026-03-10', '2026-04-09', true],
  ['2026-03-10', '2026-04-10', false],
  ['2026-03-10', '2026-03-09', false],
  ['', '2026-03-09', false],
  ['2026-03-10', '', false],
])('from %s to %s are days one request can cover: %s', (from, to, right) => {
  expect(areDays(from, to)).toBe(right);
});

const dayOf = () => '2026-03-10';
const item = (id: string, session_id: string, request_id: string | null = null) =>
  ({ id, session_id, request_id }) as never;
const request = { id: 'r', starts_on: '2026-03-10', ends_on: '2026-03-11', said_at: '' };
const waits = (changes: Partial<Waiting>): Waiting => ({
  id: 'w',
  does: 'tell',
  session_id: 'x',
  reason: null,
  make_up: null,
  at: '',
  ...changes,
});

test('what stands is one entry for a request and one for each session said alone', () => {
  const items = [item('a', 'one', 'r'), item('b', 'two', 'r'), item('c', 'three')];
  const found = standing({ items, days: [request] }, [], dayOf);
  expect(found.map(({ id, days, sessions, known }) => [id, days, sessions, known])).toEqual([
    ['r', true, ['one', 'two'], 'yes'],
    ['c', null, ['three'], 'yes'],
  ]);
});

test('what waits comes after what the server has, and taking it back says so until it has that', () => {
  const days = { from: '2026-03-10', to: '2026-03-10', sessions: ['one'] };
  const told = waits({ id: 'n', session_id: '', days });
  const back = waits({ id: 'r', does: 'back', session_id: '', days });
  const found = standing({ items: [item('a', 'one', 'r')], days: [request] }, [told, back], dayOf);
  expect(found.map(({ id, known }) => [id, known])).toEqual([
    ['r', 'back'],
    ['n', 'no'],
  ]);
});

test('what came with a request that was taken back in part stands by itself', () => {
  const found = standing({ items: [item('a', 'one', 'gone')], days: [] }, [], dayOf);
  expect(found.map(({ id, days }) => [id, days])).toEqual([['a', null]]);
});

test('a day of which everything was said is not asked about, one of which something was is', () => {
  const now = at('2026-03-11T12:00:00Z');
  const days = (gone: string[]) => lately(week, '2026-03-01', new Set(gone), now).map(ids);
  expect(days([])).toEqual([['skills-tue', 'process-tue']]);
  expect(days(['skills-tue'])).toEqual([['skills-tue', 'process-tue']]);
  expect(days(['skills-tue', 'process-tue'])).toEqual([]);
});
