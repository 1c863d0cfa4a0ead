// What a person reads where they said that they cannot come, before and after, and what they can still do.
import { act } from 'preact/test-utils';
import { expect, test, vi } from 'vitest';
import ScheduleScreen from '../../src/features/schedule-screens/schedule';
import SessionScreen from '../../src/features/schedule-screens/session';
import Today from '../../src/features/today/today';
import { makeSchedule, makeSession, serve, thursday } from './samples';
import { stage } from './stage';

const { see, all, away: said, hrefs } = stage();

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
  said(...items);
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
  expect(seen).toContain('This week · 3 days, 7.5 h');
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

test('the schedule leads to the meetings of the last two weeks, those one can still say something about', async () => {
  const past = makeSession({
    id: 'past',
    starts_at: '2026-03-05T21:00:00Z',
    ends_at: '2026-03-05T22:30:00Z',
    title: 'Last week',
  });
  const off = makeSession({ ...past, id: 'off', status: 'cancelled' });
  await seeAway(<ScheduleScreen />);
  serve(makeSchedule({ sessions: [off, past, makeSession()] }));
  const details = all('details')[0] as HTMLDetailsElement;
  details.open = true;
  await act(async () => {
    details.dispatchEvent(new Event('toggle'));
    await new Promise((done) => setTimeout(done, 0));
  });
  expect(details.textContent).toContain('Last week');
  expect([...details.querySelectorAll('a')].map((link) => link.getAttribute('href'))).toEqual([
    '/schedule/past',
  ]);
});
