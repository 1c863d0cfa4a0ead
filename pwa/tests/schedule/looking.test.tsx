// A day, a week, the weeks to come: what is planned, what is really nothing, and what this phone does not know.
import { act } from 'preact/test-utils';
import { expect, test, vi } from 'vitest';
import { refreshSchedule } from '../../src/features/schedule/state';
import ScheduleScreen from '../../src/features/schedule-screens/schedule';
import { loadLanguage } from '../../src/i18n';
import { currentLocation } from '../../src/lib/location';
import { makeSchedule, makeSession, serve } from './samples';
import { stage } from './stage';

const { see, text, all, hrefs } = stage();

const at = (query: string) => <ScheduleScreen query={new URLSearchParams(query)} />;
const april = makeSession({
  id: 'april',
  local_date: '2026-04-14',
  starts_at: '2026-04-14T20:00:00.000Z',
  ends_at: '2026-04-14T21:30:00.000Z',
  title: 'Far away',
});
const farther = makeSchedule({
  end: '2026-05-03',
  sessions: [...makeSchedule().sessions, april],
  weeks: [
    ...makeSchedule().weeks,
    { starts_on: '2026-04-13', planned_days: 1, planned_minutes: 90, days: [] },
  ],
});
const offline = new TypeError('no network');

test('the three views are links, and the one that is open says so', async () => {
  await see(at('day=2026-03-12'));
  const links = all('.view-switch a');
  expect(links.map((link) => link.textContent)).toEqual(['Day', 'Week', 'Next weeks']);
  expect(links.map((link) => link.getAttribute('href'))).toEqual([
    '/schedule?day=2026-03-12',
    '/schedule?week=2026-03-09',
    '/schedule?weeks',
  ]);
  expect(links.map((link) => link.getAttribute('aria-current'))).toEqual(['page', null, null]);
});

test('a day lists what is on it and turns to its neighbours', async () => {
  expect(await see(at('day=2026-03-12'))).toContain('Thursday, March 12');
  expect(text()).toContain('Skills group');
  expect(text()).not.toContain('Process group');
  all('.week-turner button')[1]?.click();
  expect(currentLocation.value.query).toBe('?day=2026-03-13');
});

test('a day without anything says so and when the next thing is', async () => {
  expect(await see(at('day=2026-03-11'))).toContain('Nothing planned this day.');
  expect(text()).toContain('Next: Thursday, March 12, 4:00 PM');
  expect(hrefs()).toContain('/schedule?day=2026-03-12');
});

test('a week says its hours, its days, and in one line which days are free', async () => {
  expect(await see(at(''))).toContain('3 days, 9 h planned');
  expect(text()).toContain('Nothing planned on Wednesday, Friday, Saturday, and Sunday.');
});

test('a week with nothing in it is said to be empty only when the phone knows all of it', async () => {
  expect(await see(at('week=2026-03-16'))).toContain('Nothing planned this week.');
  await see(at('week=2026-03-23'), makeSchedule(), offline);
  await vi.waitFor(() =>
    expect(text()).toContain('Your schedule is saved here through Tuesday, March 24'),
  );
  expect(text()).toContain('Nothing planned on Monday and Tuesday.');
  expect(text()).not.toContain('Nothing planned this week.');
});

const weekend = makeSchedule({
  start: '2026-03-13',
  end: '2026-03-28',
  sessions: [makeSession({ id: 'next', local_date: '2026-03-17' })],
  weeks: [
    ...makeSchedule().weeks,
    { starts_on: '2026-03-16', planned_days: 1, planned_minutes: 90, days: [] },
  ],
});

test('on a weekend with nothing left the coming week opens', async () => {
  vi.setSystemTime(new Date('2026-03-14T16:00:00Z'));
  expect(await see(at(''), weekend)).toContain('Next week1 day, 1 h 30 min planned');
  expect(all('[aria-current=page]')[0]?.textContent).toBe('Week');
  expect(await see(at('week=2026-03-09'), weekend)).toContain('This week');
});

test('days that are planned never stand above nothing planned', async () => {
  vi.setSystemTime(new Date('2026-03-14T16:00:00Z'));
  expect(await see(at('week=2026-03-09'), weekend)).toContain('Nothing planned');
  expect(text()).not.toContain('h planned');
  expect(await see(at('weeks'), weekend)).toContain('This weekNothing more planned this week.');
  expect(text()).toContain('Next week1 day, 1 h 30 min planned');
});

test('later weeks are asked for when somebody looks, and lead to their days', async () => {
  await see(at('weeks'), makeSchedule(), farther);
  await vi.waitFor(() =>
    expect(text()).toContain('Week of Monday, April 131 day, 1 h 30 min planned'),
  );
  expect(hrefs()).toContain('/schedule?day=2026-04-14');
  expect(text()).toContain('4:00 PM to 7:15 PM');
  expect(text()).toContain('Later weeks show up here');
  await see(at('day=2026-04-14'), makeSchedule(), farther);
  await vi.waitFor(() => expect(text()).toContain('Far away'));
});

test('a day that is all called off says that in the weeks to come', async () => {
  const off = makeSession({ id: 'off', local_date: '2026-03-12', status: 'cancelled' });
  await see(at('weeks'), makeSchedule({ sessions: [off] }));
  expect(text()).toContain('Thursday, March 12Canceled');
});

test('without a connection every view says until when this phone knows', async () => {
  for (const view of ['weeks', 'day=2026-04-14', 'week=2026-04-13']) {
    await see(at(view), makeSchedule(), offline);
    await vi.waitFor(() => expect(text()).toContain('These days aren’t on this phone yet'));
    expect(text()).toContain('Your schedule is saved here through Tuesday, March 24');
  }
});

test('a copy that has grown old claims no free days it does not know of', async () => {
  vi.setSystemTime(new Date('2026-03-23T16:00:00Z'));
  await see(at(''), makeSchedule(), offline);
  await vi.waitFor(() =>
    expect(text()).toContain('Your schedule is saved here through Tuesday, March 24'),
  );
  expect(text()).not.toContain('Wednesday');
});

test('when the connection is back the later weeks come by themselves', async () => {
  await see(at('weeks'), makeSchedule(), offline);
  await vi.waitFor(() => expect(text()).toContain('These days aren’t on this phone'));
  serve(farther);
  await act(refreshSchedule);
  await vi.waitFor(() => expect(text()).toContain('Week of Monday, April 13'));
});

test('all of it in Spanish', async () => {
  await loadLanguage('es');
  expect(await see(at('weeks'), makeSchedule(), farther)).toContain('Próximas semanas');
  expect(await see(at('day=2026-03-11'))).toContain('No hay nada previsto este día.');
  await loadLanguage('en');
});
