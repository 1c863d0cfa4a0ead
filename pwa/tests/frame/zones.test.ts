// Browsers that print days differently, name no zone, or do not know the program's: days and times are right all the same.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const RealFormat = Intl.DateTimeFormat;
type Made = ConstructorParameters<typeof Intl.DateTimeFormat>;

/** Intl as a phone of this kind has it; `dates.ts` is loaded anew, because it keeps what it learned of zones. */
async function on(kind: typeof Intl.DateTimeFormat) {
  vi.stubGlobal('Intl', { ...all(Intl), DateTimeFormat: kind });
  vi.resetModules();
  return import('../../src/lib/dates');
}

const all = (of: typeof Intl) =>
  Object.fromEntries(Object.getOwnPropertyNames(of).map((name) => [name, Reflect.get(of, name)]));

/** ICU 72: en-CA prints 11/29/2026, midnight is 24, and a narrow space stands before PM. */
class Icu72 extends RealFormat {
  override format(at?: Date | number): string {
    return super
      .format(at)
      .replace(/(\d{4})-(\d\d)-(\d\d)/, '$2/$3/$1')
      .replace(' ', '\u202f');
  }
  override formatToParts(at?: Date | number): Intl.DateTimeFormatPart[] {
    return super
      .formatToParts(at)
      .map((part) =>
        part.type === 'hour' && part.value === '00' ? { ...part, value: '24' } : part,
      );
  }
}

const tooNew = 'America/Coyhaique'; // made in 2025: a phone of 2024 throws when it is asked
const asked: string[] = [];

/** A phone whose own zone is called `own`, with tables older than some programs. */
const phoneIn = (own: string | undefined) =>
  class extends RealFormat {
    constructor(...made: Made) {
      const zone = made[1]?.timeZone;
      if (zone) asked.push(zone);
      if (zone === tooNew || zone === 'Etc/Unknown' || zone?.includes('Nowhere'))
        throw new RangeError(`Invalid time zone specified: ${zone}`);
      super(...made);
    }
    override resolvedOptions(): Intl.ResolvedDateTimeFormatOptions {
      return { ...super.resolvedOptions(), timeZone: own as string };
    }
  } as unknown as typeof Intl.DateTimeFormat;

beforeEach(() => {
  asked.length = 0;
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.resetModules();
});

const ofOffset = (minutes: number) =>
  vi.spyOn(Date.prototype, 'getTimezoneOffset').mockReturnValue(minutes);

test('the stand-in prints as ICU 72 does', () => {
  const printed = new Icu72('en-CA', { dateStyle: 'short', timeZone: 'UTC' });
  expect(printed.format(new Date('2026-11-29T12:00:00Z'))).toBe('11/29/2026');
});

test('days, minutes and midnight are right with ICU 72', async () => {
  const dates = await on(Icu72 as unknown as typeof Intl.DateTimeFormat);
  expect(dates.localDay('2026-11-29T12:00:00Z', 'America/Chicago')).toBe('2026-11-29');
  expect(dates.localDay('2026-03-10T03:30:00Z', 'America/Chicago')).toBe('2026-03-09');
  expect(dates.minuteOfDay('2026-03-10T05:00:00Z', 'America/Chicago')).toBe(0);
  expect(dates.minuteOfDay('2026-03-10T05:07:00Z', 'America/Chicago')).toBe(7);
  expect(dates.minuteOfDay('2026-03-11T04:59:00Z', 'America/Chicago')).toBe(24 * 60 - 1);
  expect(dates.addDays(dates.localDay('2026-02-28T12:00:00Z', 'UTC'), 1)).toBe('2026-03-01');
});

test('the day and the minute are right over both changes of the clocks', async () => {
  const dates = await on(Icu72 as unknown as typeof Intl.DateTimeFormat);
  const wall = (at: string) => [
    dates.localDay(at, 'America/New_York'),
    dates.minuteOfDay(at, 'America/New_York'),
  ];
  expect(wall('2026-03-08T06:59:00Z')).toEqual(['2026-03-08', 119]);
  expect(wall('2026-03-08T07:00:00Z')).toEqual(['2026-03-08', 180]);
  expect(wall('2026-11-01T05:30:00Z')).toEqual(['2026-11-01', 90]);
  expect(wall('2026-11-01T06:30:00Z')).toEqual(['2026-11-01', 90]);
  expect(wall('2026-11-01T04:00:00Z')).toEqual(['2026-11-01', 0]);
});

test.each([
  [undefined, 0, 'UTC'],
  ['', 0, 'UTC'],
  ['Etc/Unknown', 0, 'UTC'],
  ['Etc/Unknown', 300, 'Etc/GMT+5'],
  ['Nowhere/At_All', -180, 'Etc/GMT-3'],
  ['+05:30', -330, 'UTC'],
  ['America/Chicago', 360, 'America/Chicago'],
])('a phone that calls its zone %s at %i minutes is in %s', async (own, offset, zone) => {
  ofOffset(offset);
  const dates = await on(phoneIn(own));
  expect(dates.deviceZone()).toBe(zone);
  expect(() => new RealFormat('en-US', { timeZone: dates.deviceZone() })).not.toThrow();
});

test('a program’s zone this phone does not know is read by the phone’s own clock', async () => {
  const dates = await on(phoneIn('America/Chicago'));
  expect(dates.knownZone(tooNew)).toBe(false);
  expect(dates.knownZone('America/Chicago')).toBe(true);
  expect(dates.localDay('2026-03-10T03:30:00Z', tooNew)).toBe('2026-03-09');
  expect(dates.minuteOfDay('2026-03-10T05:07:00Z', tooNew)).toBe(7);
  expect(dates.sayTime('2026-03-10T21:00:00Z', tooNew, 'en')).toMatch(/^4:00/);
  expect(dates.sayMoment('2026-03-10T21:00:00Z', tooNew, 'es')).toMatch(/10 mar/);
  expect(asked.filter((zone) => zone === tooNew)).toHaveLength(1);
});

test('a day, an instant or a clock that is none stays one, and nothing throws', async () => {
  const dates = await on(phoneIn('Etc/Unknown'));
  for (const none of ['', 'tomorrow', '2026-13-45', '11/29/2026T']) {
    expect(dates.addDays(none, 1)).toBe('');
    expect(dates.weekday(none)).toBeNaN();
    expect(dates.daysBetween(none, '2026-03-10')).toBeNaN();
    expect(dates.localDay(none, 'Nowhere/At_All')).toBe('');
    expect(dates.minuteOfDay(none, '')).toBeNaN();
    expect(dates.sayDay(none, 'en')).toBe('');
    expect(dates.sayDate(none, 'en')).toBe('');
    expect(dates.sayShortDay(none, 'es')).toBe('');
    expect(dates.sayWeekday(none, 'es', 'long')).toBe('');
    expect(dates.sayClock(none, 'en')).toBe('');
    expect(dates.sayTime(none, 'Nowhere/At_All', 'en')).toBe('');
    expect(dates.sayMoment(none, '', 'en')).toBe('');
  }
  const { weeksOpen } = await import('../../src/features/schedule/reach');
  expect(weeksOpen('')).toEqual([]);
});

test('whether somebody answers is known in a zone this phone does not know', async () => {
  await on(phoneIn('America/Chicago'));
  const { lineNow } = await import('../../src/lib/hours');
  const span = {
    opens_at: '2026-11-23T14:00:00Z',
    closes_at: '2026-11-23T17:00:00Z',
    local_date: '2026-11-23',
    opens_local: '09:00',
    closes_local: '12:00',
  };
  const line = { label: 'Desk', number: '1', open: [span] };
  expect(lineNow(line, new Date('2026-11-23T15:00:00Z'))).toEqual({ open: true, span });
  const { sayOpen } = await import('../../src/features/schedule/lines');
  await (await import('../../src/i18n')).loadLanguage('en');
  const said = sayOpen(line, tooNew, new Date('2026-11-23T15:00:00Z')) ?? '';
  expect(said.replace(/\s/g, ' ')).toBe('Open until 12:00 PM');
});

const moved = {
  id: 'one',
  kind: 'process_group',
  status: 'scheduled',
  optional: false,
  title: 'Process group',
  place: null,
  join_url: null,
  with_name: null,
  changed: true,
  local_date: '2026-11-24',
  starts_local: '16:00',
  ends_local: '17:00',
  starts_at: '2026-11-24T19:00:00Z',
  ends_at: '2026-11-24T20:00:00Z',
  previous_starts_at: '2026-11-23T18:00:00Z',
};

/** How meetings are said, in English, on the phone that `on` made. */
async function meetingWords() {
  await (await import('../../src/i18n')).loadLanguage('en');
  return import('../../src/features/schedule/meeting-text');
}

test('where a meeting was before is told by the program’s clock, which the meeting itself gives', async () => {
  await on(phoneIn('America/Chicago'));
  const words = await meetingWords();
  const said = words.sayBefore(moved, tooNew).replace(/\s/g, ' ');
  expect(said).toContain('Monday, November 23');
  expect(said).toContain('3:00 PM');
});

test('the screens say whose clock it is when this phone cannot tell', async () => {
  await on(phoneIn('America/Chicago'));
  const { sayWhoseClock } = await meetingWords();
  const now = new Date('2026-11-23T15:00:00Z');
  expect(sayWhoseClock(tooNew, now)).toBe('Times are the local time where your program is.');
  expect(sayWhoseClock('America/Chicago', now)).toBeNull();
  expect(sayWhoseClock('America/New_York', now)).toBe(
    'Times are Eastern Time, where your program is.',
  );
});
