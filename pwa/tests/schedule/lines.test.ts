// Which line answers now: the order, the sentences, and that nobody is said to be away while a line is open.
import { beforeEach, expect, test } from 'vitest';
import { lineToCall, sayLine, sayOpen, sayTeam } from '../../src/features/schedule/lines';
import { loadLanguage } from '../../src/i18n';
import { byWhoAnswers, type Line, lineNow, type OpenSpan, teamNow } from '../../src/lib/hours';

const zone = 'America/New_York';
const eight = new Date('2026-11-24T01:09:00Z'); // Monday, 8:09 PM in New York
const wall = new Intl.DateTimeFormat('sv-SE', {
  timeZone: zone,
  dateStyle: 'short',
  timeStyle: 'short',
});

/** "2026-11-23 17:00", in New York in November. */
function span(opens: string, closes: string): OpenSpan {
  const at = (text: string) => new Date(`${text.replace(' ', 'T')}:00-05:00`).toISOString();
  const [local_date = '', opens_local = ''] = opens.split(' ');
  return {
    opens_at: at(opens),
    closes_at: at(closes),
    local_date,
    opens_local,
    closes_local: closes.slice(11),
  };
}

const line = (label: string, ...open: OpenSpan[]): Line => ({ label, number: label, open });
const desk = line(
  'Front desk',
  span('2026-11-23 09:00', '2026-11-23 17:00'),
  span('2026-11-24 09:00', '2026-11-24 17:00'),
);
const evening = line('Evening line', span('2026-11-23 17:00', '2026-11-23 22:00'));
const silent: Line = { label: 'Fax', number: '3', open: null };
const older: Line = { label: 'Office', number: '4' }; // as a server of before sent it
const names = (lines: Line[]) => byWhoAnswers(lines, eight).map((one) => one.label);
// Engines put a space into "p. m.", or none.
const plain = (text: string | undefined) =>
  text?.replace(/\s/g, ' ').replace(/([ap])\. ?m\./, '$1. m.');

beforeEach(() => loadLanguage('en'));

test('open lines come first, then those that do not say, then closed ones by when they open', () => {
  expect(names([desk, evening])).toEqual(['Evening line', 'Front desk']);
  const never = line('Never');
  const monday = line('Monday', span('2026-11-30 09:00', '2026-11-30 17:00'));
  expect(names([never, monday, desk, silent, older, evening])).toEqual([
    'Evening line',
    'Fax',
    'Office',
    'Front desk',
    'Monday',
    'Never',
  ]);
  expect(lineToCall([desk, evening], eight)).toBe(evening);
  expect(lineToCall([], eight)).toBeUndefined();
});

test('alike lines stay as the program has them', () => {
  const second = { ...evening, label: 'Second' };
  expect(names([second, evening, silent, older])).toEqual([
    'Second',
    'Evening line',
    'Fax',
    'Office',
  ]);
});

test.each([
  [evening, 'Open until 10:00 PM', 'Abierto hasta las 10:00 p. m.'],
  [desk, 'Opens tomorrow at 9:00 AM', 'Abre mañana a las 9:00 a. m.'],
  [
    line('Night', span('2026-11-23 20:00', '2026-11-24 01:00')),
    'Open until 1:00 AM',
    'Abierto hasta la 1:00 a. m.',
  ],
  [
    line('Always', span('2026-11-23 00:00', '2026-12-08 00:00')),
    'Open 24 hours',
    'Abierto las 24 horas',
  ],
  [
    line('Later', span('2026-11-23 21:30', '2026-11-23 22:00')),
    'Opens today at 9:30 PM',
    'Abre hoy a las 9:30 p. m.',
  ],
  [
    line('Friday', span('2026-11-27 13:00', '2026-11-27 14:00')),
    'Opens Friday at 1:00 PM',
    'Abre el viernes a la 1:00 p. m.',
  ],
  [
    line('Far', span('2026-12-01 09:00', '2026-12-01 10:00')),
    'Opens Tuesday, December 1 at 9:00 AM',
    'Abre el martes, 1 de diciembre a las 9:00 a. m.',
  ],
])('%o is said in words', async (one, en, es) => {
  expect(plain(sayOpen(one, zone, eight))).toBe(en);
  expect(plain(sayLine(one, zone, eight))).toBe(`${one.label} · ${en}`);
  await loadLanguage('es');
  expect(plain(sayOpen(one, zone, eight))).toBe(es);
});

test.each([silent, older, line('Gone', span('2026-11-01 09:00', '2026-11-01 17:00'))])(
  'of %o nothing is said but its name',
  (one) => {
    expect(sayOpen(one, zone, eight)).toBeUndefined();
    expect(sayLine(one, zone, eight)).toBe(one.label);
    expect(teamNow([one], eight)).toBeNull();
  },
);

const words = {
  thereUntil: (time: string) => `until ${time}`,
  thereAlways: 'always',
  thereFrom: (day: string, time: string) => `Nobody until ${day} ${time}`,
};

test('whether somebody is there is asked of all lines', () => {
  expect(plain(sayTeam([desk, evening], zone, eight, words)?.text)).toBe('until 10:00 PM');
  expect(plain(sayTeam([desk], zone, eight, words)?.text)).toBe('Nobody until tomorrow 9:00 AM');
  expect(sayTeam([silent, older], zone, eight, words)).toBeNull();
});

/** The same numbers at every run. */
function dice(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
}

const hour = 3_600_000;
const start = Date.parse('2026-10-30T00:00:00Z'); // the clocks change within
const stamp = (at: number) => new Date(at).toISOString();
const local = (at: number) => wall.format(at).split(' ') as [string, string];

function anyLine(roll: (below: number) => number): Line {
  if (roll(6) === 0) return silent;
  const edges = Array.from({ length: 2 * roll(5) }, () => start + roll(400) * (hour / 4));
  const sorted = [...new Set(edges)].sort((a, b) => a - b);
  const open: OpenSpan[] = [];
  for (let n = 0; n + 1 < sorted.length; n += 2) {
    const [from = 0, to = 0] = [sorted[n], sorted[n + 1]];
    const [local_date, opens_local] = local(from);
    const closes_local = local(to)[1];
    open.push({
      opens_at: stamp(from),
      closes_at: stamp(to),
      local_date,
      opens_local,
      closes_local,
    });
  }
  return { label: 'Line', number: '1', open };
}

test('for any lines at any moment: open ones first, and nobody is away while one is open', () => {
  const roll = dice(20261130);
  for (let round = 0; round < 3000; round += 1) {
    const lines = Array.from({ length: 1 + roll(4) }, () => anyLine(roll));
    const now = new Date(start + roll(420) * (hour / 4) + roll(2) * 60_000);
    const isOpen = (one: Line) =>
      (one.open ?? []).some(
        (each) =>
          Date.parse(each.opens_at) <= now.getTime() && now.getTime() < Date.parse(each.closes_at),
      );
    const sorted = byWhoAnswers(lines, now);
    expect(sorted.map(isOpen)).toEqual(
      [...sorted.map(isOpen)].sort((a, b) => Number(b) - Number(a)),
    );
    for (const one of lines) expect(lineNow(one, now)?.open ?? false).toBe(isOpen(one));
    const said = sayTeam(lines, zone, now, words);
    expect(said?.open ?? false).toBe(lines.some(isOpen));
    expect(said?.text.startsWith('Nobody') ?? false).toBe(said !== null && !lines.some(isOpen));
    const called = lineToCall(lines, now);
    expect(called && isOpen(called)).toBe(lines.some(isOpen));
  }
});
