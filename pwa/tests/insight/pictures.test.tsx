// The pictures of looking back: a face a day, the week in words, and charts that say their numbers.
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { HistoryDays } from '../../src/features/checkins/history-days';
import { addGoal, decide, openGoals } from '../../src/features/goals/state';
import { Measures } from '../../src/features/insight/measures';
import { Month } from '../../src/features/insight/month';
import {
  againstWeekBefore,
  faceDays,
  least,
  mostOften,
  type Noted,
  nearest,
} from '../../src/features/insight/rules';
import {
  openSessionDays,
  refreshSessionDays,
  sessionDays,
} from '../../src/features/insight/session-days';
import { Together } from '../../src/features/insight/since-cards';
import { goalsOpen, goalsTouched } from '../../src/features/insight/since-state';
import { WeekAgainst } from '../../src/features/insight/week-against';
import { addDays } from '../../src/lib/dates';
import { makeEntry, mia, offline, serve } from '../log/helpers';
import { restart, signIn } from '../phone';

const today = '2026-03-30';
const back = (days: number) => addDays(today, -days);

function entry(day: string, more: Partial<Noted> = {}): Noted {
  return {
    local_day: day,
    recorded_at: `${day}T23:30:00Z`,
    zone: 'America/New_York',
    mood: null,
    craving: null,
    stress: null,
    sleep: null,
    triggers: [],
    helped: [],
    ...more,
  };
}

let root: HTMLElement;
beforeEach(async () => {
  await signIn(mia);
  root = document.body.appendChild(document.createElement('div'));
});
afterEach(() => {
  render(null, root);
  root.remove();
  vi.unstubAllGlobals();
});
const draw = (view: preact.ComponentChild) => act(() => render(view, root));

test('a day has the last face that was picked on it, and thirty days are thirty', () => {
  const days = faceDays(
    [
      entry(today, { mood: 4, recorded_at: `${today}T23:00:00Z` }),
      entry(today, { mood: 2, recorded_at: `${today}T09:00:00Z` }),
      entry(today, { stress: 3, recorded_at: `${today}T23:30:00Z` }),
      entry(back(29), { mood: 5 }),
      entry(back(30), { mood: 1 }),
    ],
    today,
  );
  expect(days).toHaveLength(30);
  expect(days[29]).toEqual({ day: today, mood: 4, n: 3 });
  expect(days[0]).toEqual({ day: back(29), mood: 5, n: 1 });
  expect(days.filter(({ n }) => n > 0)).toHaveLength(2);
});

test('what was picked most often is said from four days on, and both when two are alike', () => {
  const days = (moods: number[]) =>
    faceDays(
      moods.map((mood, at) => entry(back(at), { mood })),
      today,
    );
  expect(mostOften(days([4, 4, 4]))).toEqual([]);
  expect(mostOften(days([4, 2, 4, 2]))).toEqual([4, 2]);
  expect(mostOften(days([1, 4, 4, 2]))).toEqual([4]);
});

test('the last seven days are set against the seven before, day for day, and never below the minimum', () => {
  const week = (from: number, craving: number, count = least) =>
    Array.from({ length: count }, (_, at) => entry(back(from + at), { craving }));
  expect(againstWeekBefore([...week(0, 2), ...week(7, 6)], today, 'craving')).toEqual({
    now: 2,
    before: 6,
  });
  expect(againstWeekBefore([...week(0, 2), ...week(7, 6, 3)], today, 'craving')).toBeNull();
  expect(againstWeekBefore([...week(0, 2, 3), ...week(7, 6)], today, 'craving')).toBeNull();
  const edges = [entry(back(6), { craving: 1 }), entry(back(7), { craving: 9 })];
  const all = [...week(0, 1), ...week(8, 9), ...edges];
  expect(againstWeekBefore(all, today, 'craving')).toEqual({ now: 1, before: 9 });
});

test('the week is told in words, without a grade', async () => {
  const entries = [0, 1, 2, 3].flatMap((at) => [
    entry(back(at), { mood: 4, stress: 3 }),
    entry(back(at + 7), { mood: 3, stress: 3 }),
  ]);
  await draw(
    <WeekAgainst entries={entries} today={today} measures={['mood', 'stress', 'sleep']} />,
  );
  expect([...root.querySelectorAll('li')].map((one) => one.textContent)).toEqual([
    'Mood: usually “Good”, and “Okay” the week before.',
    'Stress: usually 3, the same as the week before.',
  ]);
});

test('the month draws a face for each day that has one, under its weekday, and says it at a tap', async () => {
  const entries = [0, 1, 2, 3].map((at) => entry(back(at), { mood: at === 3 ? 1 : 4 }));
  await draw(<Month entries={entries} today={today} />);
  expect(root.querySelectorAll('label svg')).toHaveLength(4);
  expect(root.textContent).toContain('You logged on 4 days. Most often: “Good”.');
  const cells = [...(root.querySelector('.month')?.children ?? [])].slice(7);
  // March 30, 2026 is a Monday: the first column.
  expect(cells.findIndex((one) => one.textContent === '30') % 7).toBe(0);
  const monday = root.querySelector<HTMLInputElement>('input[aria-label^="Monday, March 30"]');
  expect(monday?.getAttribute('aria-label')).toBe('Monday, March 30: Good');
  await act(() => monday?.click());
  expect(root.querySelector('.month-said')?.textContent).toBe('Monday, March 30: Good');
});

test('a month without a face is not drawn', async () => {
  await draw(<Month entries={[entry(today, { stress: 4 })]} today={today} />);
  expect(root.textContent).toBe('');
});

test('a finger finds the nearest dot, also over a gap', () => {
  const points = [{ at: 1 }, { at: 4 }, { at: 9 }];
  expect([-3, 2, 3, 6.4, 7, 40].map((at) => nearest(points, at)?.at)).toEqual([1, 1, 4, 4, 9, 9]);
  expect(nearest([], 3)).toBeUndefined();
});

test('a chart has numbers on its axis, a label that says its range, and a value for each day', async () => {
  const entries = [
    entry(back(6), { craving: 2 }),
    entry(back(3), { craving: 7 }),
    entry(today, { craving: 4 }),
  ];
  await draw(
    <Measures entries={entries} first={back(6)} last={today} measures={['craving', 'sleep']} />,
  );
  const axis = [...root.querySelectorAll('.chart-axis > span')].map((one) => one.textContent);
  expect(axis).toEqual(['10', '5', '0']); // sleep was never said: no picture of it
  const label = root.querySelector('[role=img]')?.getAttribute('aria-label');
  expect(label).toBe('Urge: usually 4 (3 entries), from 2 to 7, Tue 24 to Mon 30');
  const slider = root.querySelector<HTMLInputElement>('.chart-pick');
  const text = () => slider?.getAttribute('aria-valuetext');
  expect([slider?.getAttribute('aria-label'), text()]).toEqual(['Urge, day by day', 'Mon 30: 4']);
  const press = (to: number) =>
    act(() => {
      if (slider) slider.value = String(to);
      slider?.dispatchEvent(new Event('input', { bubbles: true }));
    });
  await press(5); // one step back from the last day leads over the gap
  expect(text()).toBe('Fri 27: 7');
  expect(root.querySelector('.chart-days strong')?.textContent).toBe('Fri 27: 7');
  await press(2);
  expect(text()).toBe('Tue 24: 2');
});

const answered = (...days: string[]) => ({
  status: 200,
  body: {
    start: days[0],
    end: days[days.length - 1],
    program: null,
    enrollment: null,
    weeks: [],
    sessions: days.flatMap((local_date) => [
      { local_date, status: 'scheduled', kind: 'skills_group', optional: false },
      { local_date: back(5), status: 'cancelled', kind: 'skills_group', optional: false },
      { local_date: back(4), status: 'scheduled', kind: 'break', optional: false },
    ]),
  },
});

test('days with a session are marked, from the phone’s copy too, and never guessed', async () => {
  serve(() => answered(back(6), back(2)), ...Array.from({ length: 9 }, () => offline));
  expect(sessionDays.value(back(6), today)).toBeNull();
  await refreshSessionDays(back(6), today);
  expect(sessionDays.value(back(6), today)).toEqual([back(6), back(2)]);
  expect(sessionDays.value(back(29), today)).toBeNull();
  await restart();
  await openSessionDays();
  const entries = [entry(back(6), { stress: 2 }), entry(today, { stress: 4 })];
  await draw(<Measures entries={entries} first={back(6)} last={today} measures={['stress']} />);
  expect(root.querySelector('.chart-marks')?.getAttribute('d')?.split('M')).toHaveLength(3);
  expect(root.textContent).toContain('Days with a session');
});

test('fourteen days are fourteen rows; today stands open, and so does what is only on this phone', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(`${today}T20:00:00Z`) });
  const ones = Array.from({ length: 14 }, (_, at) => ({
    entry: makeEntry({
      id: `e${at}`,
      local_day: back(at),
      recorded_at: `${back(at)}T15:00:00Z`,
      mood: 4,
      craving: 6,
    }),
    state: at === 9 ? ('onPhone' as const) : ('saved' as const),
  }));
  await draw(
    <HistoryDays
      entries={[...ones, { ...ones[3], entry: { ...ones[3]?.entry, id: 'x' } } as never]}
      craving
    />,
  );
  const rows = [...root.querySelectorAll('details')];
  expect(rows.map((one) => one.open)).toEqual(rows.map((_, at) => at === 0 || at === 9));
  expect(rows).toHaveLength(14);
  expect(rows[1]?.querySelector('summary')?.textContent).toContain('GoodUrge 6');
  expect(rows[3]?.querySelector('summary')?.textContent).toContain('2 entries');
  await draw(<HistoryDays entries={ones} craving={false} />);
  expect(root.querySelector('summary')?.textContent).not.toContain('Urge');
  vi.useRealTimers();
});

test('open goals stand in Since we last met with the day they are meant for; ended ones do not', async () => {
  serve(...Array.from({ length: 20 }, () => offline));
  await openGoals();
  const words = { measure: '', target: '', review_on: null };
  await addGoal({ what: 'Walk before work', by: '2026-04-20', ...words } as never);
  await addGoal({ what: 'Call Rosa on Sundays', by: null, ...words } as never);
  await addGoal({ what: 'Fix the bike', by: null, ...words } as never);
  const { goals } = await import('../../src/features/goals');
  const bike = goals.value?.content.goals.find((one) => one.what === 'Fix the bike');
  await decide(bike?.id ?? '', 'reached', today);
  await draw(
    <Together
      entries={[]}
      goals={goalsTouched.value(back(6), today)}
      openGoals={goalsOpen.value}
      shown={['goals']}
      craving
    />,
  );
  const lists = [...root.querySelectorAll('ul')].map((one) => one.textContent);
  expect(lists[0]).toBe('Walk before work (by Apr 20, 2026)Call Rosa on Sundays');
  expect(lists[1]).toBe('Fix the bike');
});
