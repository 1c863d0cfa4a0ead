// What the phone works out for itself after completion: which check-up to ask, which week it is, a calendar file.
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { checkupDue, checkupNext, weeksAfter } from '../../src/features/aftercare/checkup-days';
import { calendarFile } from '../../src/lib/calendar-file';

const days = ['2026-03-04', '2026-03-06', '2026-03-10', '2026-03-31'];

test('only the newest check-up is asked for', () => {
  expect(checkupDue(days, [], '2026-03-10')).toBe('2026-03-10');
  expect(checkupDue(days, [], '2026-03-09')).toBe('2026-03-06');
});

test('an answered one, and one that is a week old, are not asked for', () => {
  expect(checkupDue(days, ['2026-03-10'], '2026-03-10')).toBeNull();
  expect(checkupDue(days, [], '2026-03-16')).toBe('2026-03-10');
  expect(checkupDue(days, [], '2026-03-17')).toBeNull();
  expect(checkupDue(days, [], '2026-03-01')).toBeNull();
});

test('the next one is after today, if the phone knows it', () => {
  expect(checkupNext(days, '2026-03-10')).toBe('2026-03-31');
  expect(checkupNext(days, '2026-03-31')).toBeNull();
});

test('the first seven days are week one', () => {
  expect(weeksAfter('2026-03-03', '2026-03-03')).toBe(1);
  expect(weeksAfter('2026-03-03', '2026-03-09')).toBe(1);
  expect(weeksAfter('2026-03-03', '2026-03-10')).toBe(2);
});

const meeting = {
  id: 'g1',
  starts_at: '2026-03-11T23:00:00.000Z',
  ends_at: '2026-03-12T00:30:00.000Z',
};

test('a calendar file has one entry for each meeting, at its instant, with the neutral title', () => {
  const later = {
    ...meeting,
    starts_at: '2026-03-18T23:00:00.000Z',
    ends_at: '2026-03-19T00:30:00.000Z',
  };
  const text = calendarFile([meeting, later], 'Busy', '2026-03-10T17:00:00.000Z', 60);
  expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(2);
  expect(text).toContain('DTSTART:20260311T230000Z\r\nDTEND:20260312T003000Z\r\nSUMMARY:Busy\r\n');
  expect(new Set(text.match(/UID:.*/g)).size).toBe(2);
});

test('it says nothing about place, people or link', () => {
  const text = calendarFile([meeting], 'Busy', '2026-03-10T17:00:00.000Z', 60);
  expect(text).not.toMatch(/LOCATION|URL|ATTENDEE|ORGANIZER|group|recover/i);
  expect(text.match(/DESCRIPTION:.*/g)).toEqual(['DESCRIPTION:Busy']);
});

test('the calendar rings an hour before each time', () => {
  const text = calendarFile([meeting], 'Busy', '2026-03-10T17:00:00.000Z', 60);
  expect(text).toContain('BEGIN:VALARM\r\nACTION:DISPLAY\r\n');
  expect(text).toContain('TRIGGER:-PT60M\r\nEND:VALARM\r\nEND:VEVENT\r\n');
});

test('marks that mean something in the format are escaped, and long lines are folded within 75 octets', () => {
  const text = calendarFile([meeting], `a,b;c\\d${'ñ'.repeat(60)}`, '2026-03-10T17:00:00.000Z', 60);
  expect(text).toContain('SUMMARY:a\\,b\\;c\\\\d');
  for (const line of text.split('\r\n'))
    expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
});

test.each(['Busy', `Días, «ñandú»; ${'más '.repeat(30)}\\ y más`])(
  'Mozilla’s parser reads each file the phone makes as it was meant: %s',
  (title) => {
    const later = {
      ...meeting,
      starts_at: '2026-11-01T05:30:00.000Z',
      ends_at: '2026-11-01T07:30:00.000Z',
    };
    const file = calendarFile([meeting, later], title, '2026-03-10T17:00:00.000Z', 60);
    const root = new ICAL.Component(ICAL.parse(file));
    const dates = root.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
    expect(root.getFirstPropertyValue('version')).toBe('2.0');
    expect(dates.map((one) => one.summary)).toEqual([title, title]);
    expect(new Set(dates.map((one) => one.uid)).size).toBe(2);
    const seconds = (instant: string) => Date.parse(instant) / 1000;
    expect(dates.map((one) => [one.startDate.toUnixTime(), one.endDate.toUnixTime()])).toEqual(
      [meeting, later].map((one) => [seconds(one.starts_at), seconds(one.ends_at)]),
    );
  },
);
