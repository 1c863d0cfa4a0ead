// What is new since the last look: said once, quietly, and only about what could have been seen before.
import { expect, test } from 'vitest';
import { changeMarkersOf, type Seen, seenNow } from '../../src/features/schedule/change-rules';
import { later, makeSession, thursday } from './samples';

const now = new Date('2026-03-10T19:00:00Z');
const all = [makeSession(), later, thursday];
const until = '2026-03-24';
const none = new Map();
const seen = seenNow(null, all, until, none, none);

const told = (sessions: typeof all, before: Seen | null = seen, at = now) =>
  Object.fromEntries(changeMarkersOf(before, sessions, at));
const off = { status: 'cancelled', changed: true };

test('the very first look finds nothing new', () => {
  expect(told(all, null)).toEqual({});
});

test('a schedule that stayed the same has no news', () => {
  expect(told(all)).toEqual({});
  expect(told(all.slice(0, 1))).toEqual({});
});

test.each([
  ['its time', { starts_at: '2026-03-12T19:00:00.000Z' }],
  ['its end', { ends_at: '2026-03-12T22:00:00.000Z' }],
  ['its place', { place: 'Garden room' }],
  ['its link', { join_url: 'https://meet.example.org/x' }],
  ['who leads it', { with_name: 'Priya' }],
  ['its name', { title: 'Skills' }],
  ['what to bring', { bring: ['A pen'] }],
  ['whether one joins from home', { remote: true }],
])('a meeting that changed %s is changed', (_what, change) => {
  expect(told([makeSession(), later, { ...thursday, ...change }])).toEqual({
    'skills-thu': 'changed',
  });
});

test('reading the same in another language is no change', () => {
  const translated: typeof thursday = {
    ...thursday,
    title: 'Habilidades',
    place: 'Sala 2',
    bring: ['Un lápiz'],
    as_written: [thursday.title, thursday.place, thursday.bring],
  };
  expect(told([makeSession(), later, translated])).toEqual({});
});

test('what is not shown is no news', () => {
  expect(told([makeSession({ changed: true, modality: 'CBT' }), later, thursday])).toEqual({});
});

test('a meeting called off says so, and nothing once it was known', () => {
  const gone = [makeSession(off), later, thursday];
  expect(told(gone)).toEqual({ 'skills-tue': 'off' });
  const known = seenNow(seen, gone, until, none, none);
  expect(told(gone, known)).toEqual({});
  expect(told([{ ...makeSession(off), place: 'Elsewhere' }, later, thursday], known)).toEqual({});
  expect(told(all, known)).toEqual({ 'skills-tue': 'changed' });
});

test('a meeting added on days one could see is new; days that only came into reach are not', () => {
  const added = makeSession({ id: 'added', local_date: '2026-03-24' });
  const reached = makeSession({ id: 'reached', local_date: '2026-03-25' });
  expect(told([...all, added, reached])).toEqual({ added: 'new' });
});

test('added and called off again unseen, breaks, and what is over are no news', () => {
  const unseen = makeSession({ id: 'unseen', ...off });
  const pause = makeSession({ id: 'pause', kind: 'break' });
  expect(told([...all, unseen, pause])).toEqual({});
  const over = new Date('2026-03-10T21:30:00Z');
  expect(told([makeSession({ place: 'Elsewhere' }), later, thursday], seen, over)).toEqual({});
});

test('news that has been on screen is over at the next look, the rest is not', () => {
  const added = makeSession({ id: 'added', local_date: '2026-03-11' });
  const fresh = [makeSession({ place: 'Garden room' }), { ...later, ...off }, thursday, added];
  const found = changeMarkersOf(seen, fresh, now);
  expect(found.size).toBe(3);
  const next = (ids: string[]) => {
    const shown = new Map(
      fresh.filter((one) => ids.includes(one.id)).map((one) => [one.id, printed(one)]),
    );
    return told(fresh, seenNow(seen, fresh, until, found, shown));
  };
  expect(next(['skills-tue'])).toEqual({ 'process-tue': 'off', added: 'new' });
  expect(next(['skills-tue', 'process-tue', 'added'])).toEqual({});
  expect(next([])).toEqual(Object.fromEntries(found));
});

const printed = (one: (typeof all)[number]) =>
  seenNow(null, [one], until, none, none).prints[one.id] as string;

test('changed once more after it was seen is news again', () => {
  const first = [makeSession({ place: 'Garden room' }), later, thursday];
  const shown = new Map([['skills-tue', printed(first[0] as (typeof all)[number])]]);
  const second = [makeSession({ place: 'Studio' }), later, thursday];
  const kept = seenNow(seen, second, until, changeMarkersOf(seen, second, now), shown);
  expect(told(second, kept)).toEqual({ 'skills-tue': 'changed' });
});

test('what was seen is kept for no longer than the schedule shows it, and never reaches back', () => {
  const kept = seenNow(seen, [thursday], '2026-03-20', none, none);
  expect(Object.keys(kept.prints)).toEqual(['skills-thu']);
  expect(kept.until).toBe(until);
});

test('another way of reading meetings compares nothing', () => {
  expect(told([makeSession({ place: 'Elsewhere' })], { ...seen, form: 0 })).toEqual({});
});
