// Days and times as people mean them: a day belongs to a zone, a clock time to a wall.
import { expect, test } from 'vitest';
import * as dates from '../../src/lib/dates';

test('one instant is two days in two zones', () => {
  expect(dates.localDay('2026-03-10T03:30:00Z', 'America/Chicago')).toBe('2026-03-09');
  expect(dates.localDay('2026-03-10T03:30:00Z', 'Pacific/Auckland')).toBe('2026-03-10');
});

test('days are counted by the calendar, over the change of the clocks and leap days too', () => {
  expect(dates.addDays('2026-03-07', 2)).toBe('2026-03-09');
  expect(dates.addDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(dates.addDays('2026-01-01', -1)).toBe('2025-12-31');
  expect(dates.daysBetween('2026-03-07', '2026-03-09')).toBe(2);
  expect(dates.daysBetween('2026-03-09', '2026-03-07')).toBe(-2);
});

test('the week begins on Monday', () => {
  expect(dates.weekday('2026-11-23')).toBe(0);
  expect(dates.weekday('2026-11-22')).toBe(6);
});

test('days and times are said in the language of the person', () => {
  expect(dates.sayDay('2026-03-10', 'en')).toBe('Tuesday, March 10');
  expect(dates.sayDay('2026-03-10', 'es')).toBe('Martes, 10 de marzo');
  expect(dates.sayClock('16:00', 'en').replace(/\s/g, ' ')).toBe('4:00 PM');
  expect(dates.sayTime('2026-03-10T21:00:00Z', 'America/Chicago', 'en')).toMatch(/^4:00/);
});

test('midnight and the last minute are in the same day', () => {
  expect(dates.minuteOfDay('2026-03-10T05:00:00Z', 'America/Chicago')).toBe(0);
  expect(dates.minuteOfDay('2026-03-11T04:59:00Z', 'America/Chicago')).toBe(24 * 60 - 1);
});
