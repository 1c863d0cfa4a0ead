// What a person reads where they said that they cannot come, before and after, and what they can still do.
import { act } from 'preact/test-utils';
import { expect, test, vi } from 'vitest';
import ScheduleScreen from '../../src/features/schedule-screens/schedule';
import SessionScreen from '../../src/features/schedule-screens/session';
import Today from '../../src/features/today/today';
import { later, makeSchedule, makeSession, serve, thursday } from './samples';
import { stage } from './stage';

const { see, all, saidAway: said, hrefs, text } = stage();

const away = (changes: object = {}) => ({
  id: 'a',
  session_id: 'skills-tue',
  said_at: '2026-03-10T15:00:00Z',
  reason: null,
  state: 'told',
  make_up: null,
  by: null,
  ...changes,
});
const thursdays = {
  id: 'skills-thu',
  local_date: '2026-03-12',
  starts_at: thursday.starts_at,
  starts_local: '16:00',
  ends_local: '17:30',
  title: 'Skills group',
  place: 'Room 2',
};

async function seeAway(view: preact.ComponentChild, ...items: object[]) {
  said(items);
  return see(view);
}

const session = (id = 'skills-tue') => <SessionScreen params={{ id }} />;

test('Today offers one quiet way to say that one cannot come', async () => {
  await seeAway(<Today />);
  expect(hrefs()).toContain('/schedule/skills-tue?say=away');
});

test('what one cannot come to is not next, stands in the day with a note, and leaves no gap in the week', async () => {
  const seen = await seeAway(<Today />, away());
  expect(seen).toContain('Next, at 5:45 PM');
  expect(seen).toContain('You said you can’t make it');
  expect(seen).toContain('This week · 3 days, 7 h 30 min');
});

test.each([
  ['told', 'Your team knows.'],
  ['waiting', 'You asked for Thu, Mar 12, 4:00 PM'],
  ['confirmed', 'Confirmed: Thu, Mar 12, 4:00 PM'],
  ['called_off', 'The other time was canceled.'],
  ['answered', 'Dana saw it.'],
])('a meeting one cannot come to that is %s says so', async (state, expected) => {
  const seen = await seeAway(session(), away({ state, make_up: thursdays, by: 'Dana' }));
  expect(seen).toContain(expected);
  expect(seen).toContain('I can come after all');
});

test('the meeting that makes up for another says so', async () => {
  const seen = await seeAway(
    session('skills-thu'),
    away({ state: 'confirmed', make_up: thursdays }),
  );
  expect(seen).toContain('This is your makeup session.');
  expect(seen).toContain('I can’t make it');
});

test('afterwards it is "I missed it", and nothing can be taken back', async () => {
  vi.setSystemTime(new Date('2026-03-11T12:00:00Z'));
  expect(await seeAway(session())).toContain('I missed it');
  const seen = await seeAway(session(), away());
  expect(seen).toContain('You said you missed it. Your team knows.');
  expect(seen).not.toContain('I can come after all');
});

test('a meeting that is called off is nobody’s to miss', async () => {
  const off = makeSchedule({ sessions: [makeSession({ status: 'cancelled' })] });
  expect(await see(session(), off)).not.toContain('I can’t make it');
});

const says = (what: string) => vi.waitFor(() => expect(text()).toContain(what));
const request = (days: object = {}) => ({
  id: 'r',
  starts_on: '2026-03-10',
  ends_on: '2026-03-10',
  said_at: '2026-03-10T15:00:00Z',
  ...days,
});
const parts = ['skills-tue', 'process-tue'].map((session_id) =>
  away({ id: session_id, session_id, request_id: 'r' }),
);

test.each([
  [{}, 'Your team knows you can’t come today.'],
  [{ ends_on: '2026-03-13' }, 'Your team knows you can’t come through Friday, March 13.'],
  [
    { starts_on: '2026-03-12', ends_on: '2026-03-12' },
    'Your team knows you can’t come on Thursday, March 12.',
  ],
  [
    { starts_on: '2026-03-12', ends_on: '2026-03-13' },
    'from Thursday, March 12 through Friday, March 13.',
  ],
])('Today says what the team knows of whole days, with one way back', async (days, expected) => {
  said(parts, request(days));
  await see(<Today />);
  await says(expected);
  await says('I can come after all');
});

test('the line stands until the day is over, the way back until the last of it is', async () => {
  said(parts, request());
  vi.setSystemTime(new Date('2026-03-11T03:30:00Z')); // half past eleven at night in New York
  await see(<Today />);
  await says('Your team knows you can’t come today.');
  expect(text()).not.toContain('I can come after all');
  vi.setSystemTime(new Date('2026-03-11T04:30:00Z'));
  await see(<Today />);
  await vi.waitFor(() => expect(text()).toContain('Tomorrow'));
  expect(text()).not.toContain('Your team knows');
});

test('once staff answered, Today says who', async () => {
  said(
    parts.map((one) => ({ ...one, state: 'answered', by: 'Dana' })),
    request(),
  );
  await see(<Today />);
  await says('Dana saw it.');
});

test('of one session said alone Today names it', async () => {
  await seeAway(<Today />, away());
  await says('Your team knows you can’t come to Skills group.');
});

const ask = (id = 'skills-tue') => (
  <SessionScreen params={{ id }} query={new URLSearchParams('say=away')} />
);
const radios = () => all('dialog input[type=radio]') as HTMLInputElement[];
const labels = () =>
  radios().map((one) => one.closest('label')?.textContent?.replace(/\s/g, ' ') ?? '');

test('the sheet offers the rest of today first, then one part, then days', async () => {
  await seeAway(ask());
  expect(labels()).toEqual([
    'The rest of today4:00 PM to 7:15 PM',
    'Only Skills group',
    'More than one day',
  ]);
  expect(radios().map((one) => one.checked)).toEqual([true, false, false]);
  expect(all('dialog input[type=date]')).toEqual([]);
  await act(() => radios()[2]?.click());
  const dates = all('dialog input[type=date]') as HTMLInputElement[];
  expect(dates.map((one) => [one.min, one.value, one.max])).toEqual([
    ['2026-03-10', '2026-03-10', ''],
    ['2026-03-10', '2026-03-11', '2026-04-09'],
  ]);
});

test('in the middle of it the rest is what is not over, and a day ahead is said by its name', async () => {
  vi.setSystemTime(new Date('2026-03-10T21:40:00Z'));
  await seeAway(ask('process-tue'));
  expect(labels()[0]).toBe('The rest of today5:45 PM to 7:15 PM');
  await seeAway(ask('skills-thu'));
  expect(labels()).toEqual(['All of Thursday, March 124:00 PM to 5:30 PM', 'More than one day']);
});

test('a break that has begun is not where the rest of today starts', async () => {
  vi.setSystemTime(new Date('2026-03-10T21:35:00Z'));
  const rest = makeSession({
    id: 'rest',
    kind: 'break',
    starts_at: '2026-03-10T21:30:00.000Z',
    ends_at: '2026-03-10T21:45:00.000Z',
    starts_local: '17:30',
    ends_local: '17:45',
  });
  said([]);
  await see(ask('process-tue'), makeSchedule({ sessions: [makeSession(), rest, later] }));
  expect(labels()[0]).toBe('The rest of today5:45 PM to 7:15 PM');
});

test('what is over while the rest of the day is not was missed by itself', async () => {
  vi.setSystemTime(new Date('2026-03-10T21:40:00Z'));
  const seen = await seeAway(ask());
  expect(seen).toContain('I missed it');
  expect(labels().filter((one) => !one.includes('Only') || one.includes('today'))).toEqual([]);
});

test('of more days one can come to a single one, too', async () => {
  said(parts, request({ ends_on: '2026-03-13' }));
  expect(await see(session())).toContain('I can come to this one');
  said(parts, request());
  expect(await see(session())).toContain('I can come after all');
});

test('the schedule leads to the days of the last week that are over, and to none before the first', async () => {
  const on = (day: string, changes: object = {}) =>
    makeSession({
      id: `${day}-${Object.values(changes).join()}`,
      local_date: day,
      starts_at: `${day}T21:00:00Z`,
      ends_at: `${day}T22:30:00Z`,
      ...changes,
    });
  const closing = on('2026-03-05', { kind: 'closing', title: 'Mindful close' });
  const off = on('2026-03-04', { status: 'cancelled' });
  const before = on('2026-03-02');
  await seeAway(<ScheduleScreen />);
  const fetched = serve(
    makeSchedule({ sessions: [before, off, on('2026-03-05'), closing, makeSession()] }),
  );
  const details = all('details')[0] as HTMLDetailsElement;
  details.open = true;
  await act(async () => {
    details.dispatchEvent(new Event('toggle'));
    await new Promise((done) => setTimeout(done, 0));
  });
  expect(fetched.mock.calls.map(([url]) => url)).toContain(
    '/api/v1/schedule?start=2026-03-04&end=2026-03-10',
  );
  expect([...details.querySelectorAll('a')].map((link) => link.textContent)).toEqual([
    'Thursday, March 5Skills group',
  ]);
  expect(details.querySelector('a')?.getAttribute('href')).toBe('/schedule/2026-03-05-?say=away');
});
