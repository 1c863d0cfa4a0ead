// What is next, how far the week is, and how far the phone's copy reaches.
import { expect, test } from 'vitest';
import { nextMeeting, partOfDay, sameClock, weekSoFar } from '../../src/features/schedule/rules';
import { later, makeSchedule, makeSession, thursday, zone } from './samples';

const at = (instant: string) => new Date(instant);
const all = [thursday, later, makeSession()];

test('the running meeting is next until it is over, then the one after it', () => {
  expect(nextMeeting(all, at('2026-03-10T19:00:00Z'))?.id).toBe('skills-tue');
  expect(nextMeeting(all, at('2026-03-10T21:29:59Z'))?.id).toBe('skills-tue');
  expect(nextMeeting(all, at('2026-03-10T21:30:00Z'))?.id).toBe('process-tue');
  expect(nextMeeting(all, at('2026-03-10T23:15:00Z'))?.id).toBe('skills-thu');
  expect(nextMeeting(all, at('2026-03-12T22:00:00Z'))).toBeNull();
});

test('a break and what was called off are never next', () => {
  const off = makeSession({ status: 'cancelled' });
  const pause = makeSession({ id: 'pause', kind: 'break' });
  expect(nextMeeting([off, pause, later], at('2026-03-10T19:00:00Z'))?.id).toBe('process-tue');
});

test('of two at the same time the one that is not optional is next', () => {
  const family = makeSession({ id: 'family', kind: 'family_session', optional: true });
  expect(nextMeeting([family, makeSession()], at('2026-03-10T19:00:00Z'))?.id).toBe('skills-tue');
});

test('the week is counted up to today, and today from its first meeting on', () => {
  const { weeks } = makeSchedule();
  expect(weekSoFar(weeks, '2026-03-11', true)).toEqual({
    days: 2,
    ofDays: 3,
    minutes: 360,
    ofMinutes: 540,
  });
  expect(weekSoFar(weeks, '2026-03-10', false)?.days).toBe(0);
  expect(weekSoFar(weeks, '2026-03-10', true)).toMatchObject({ days: 1, minutes: 180 });
  expect(weekSoFar(weeks, '2026-03-16', true)).toBeNull();
});

test.each([
  ['2026-03-10T11:00:00Z', 'morning'],
  ['2026-03-10T15:59:00Z', 'morning'],
  ['2026-03-10T16:00:00Z', 'afternoon'],
  ['2026-03-10T21:00:00Z', 'evening'],
  ['2026-03-10T06:00:00Z', 'evening'],
])('%s is %s in New York', (instant, part) => {
  expect(partOfDay(at(instant), zone)).toBe(part);
});

test('a zone with another name and the same clock needs no note', () => {
  const now = at('2026-03-10T19:00:00Z');
  expect(sameClock(zone, 'America/Detroit', now)).toBe(true);
  expect(sameClock(zone, 'America/Chicago', now)).toBe(false);
  // Phoenix and Denver agree in winter only.
  expect(sameClock('America/Phoenix', 'America/Denver', at('2026-01-10T19:00:00Z'))).toBe(true);
  expect(sameClock('America/Phoenix', 'America/Denver', at('2026-07-10T19:00:00Z'))).toBe(false);
});
