// When Today asks how it is: after the last session one comes to, or from 5 PM; and when a day begins and ends.
import { expect, test } from 'vitest';
import { asksNow, visitOf } from '../../src/features/schedule-screens/evening';
import { later, makeSession, thursday, zone } from './samples';

const at = (iso: string) => new Date(iso);
const both = [makeSession(), later];
const rest = makeSession({
  ...later,
  id: 'rest',
  kind: 'break',
  ends_local: '19:30',
  ends_at: '2026-03-10T23:30:00.000Z',
});
const off = makeSession({ ...later, status: 'cancelled' });

test.each([
  ['before the last has ended', both, '2026-03-10T23:14:59Z', false],
  ['once it has', both, '2026-03-10T23:15:00Z', true],
  ['a break after it counts for nothing', [...both, rest], '2026-03-10T23:15:00Z', true],
  ['the last is canceled', [makeSession(), off], '2026-03-10T21:30:00Z', true],
  ['a free day before five', [], '2026-03-10T20:59:59Z', false],
  ['a free day from five', [], '2026-03-10T21:00:00Z', true],
  ['all of the day is canceled', [off], '2026-03-10T20:59:59Z', false],
  ['all of the day is canceled, from five', [off], '2026-03-10T21:00:00Z', true],
  ['just before midnight', [], '2026-03-11T03:59:59Z', true],
  ['after midnight a new day has begun', [], '2026-03-11T04:00:00Z', false],
])('%s', (_, todays, now, expected) => {
  expect(asksNow(todays, at(now), zone)).toBe(expected);
});

test('a day is from its first session to the end of its last, breaks and what is canceled aside', () => {
  const end = (all: Parameters<typeof visitOf>[0]) => visitOf(all, both[0] as never).ends_local;
  expect(end([...both, rest, thursday])).toBe('19:15');
  expect(end([makeSession(), off])).toBe('17:30');
});
