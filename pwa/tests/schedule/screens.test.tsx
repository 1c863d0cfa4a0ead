// What a person reads on Today, Schedule and one meeting, in each situation.
import { act } from 'preact/test-utils';
import { expect, test, vi } from 'vitest';
import ScheduleScreen from '../../src/features/schedule-screens/schedule';
import SessionScreen from '../../src/features/schedule-screens/session';
import Today from '../../src/features/today/today';
import { loadLanguage } from '../../src/i18n';
import { later, makeSchedule, makeSession, thursday } from './samples';
import { stage } from './stage';

const { arrived, see, all, hrefs, text } = stage();

test('Today says what is next, where it is, the day in order and how far the week is', async () => {
  const seen = await see(<Today />);
  expect(seen).toContain('Next, at 4:00 PM');
  expect(seen).toContain('Room 2 · with Dana');
  expect(seen.indexOf('Skills group')).toBeLessThan(seen.indexOf('Process group'));
  expect(seen).toContain('This week · 3 days, 9 h');
  expect(seen).toContain('Week 2 of about 10');
  expect(seen).not.toContain('Mar 12');
});

test('one tap joins from home and one calls the program', async () => {
  const url = 'https://meet.example.org/x';
  await see(<Today />, makeSchedule({ sessions: [makeSession({ join_url: url })] }));
  expect(hrefs()).toContain(url);
  expect(hrefs()).toContain('tel:+15550100100');
});

test('nothing on Today looks like a tap that does nothing', async () => {
  await see(<Today />);
  expect(hrefs().every(Boolean)).toBe(true);
});

test('a meeting under way says until when', async () => {
  vi.setSystemTime(new Date('2026-03-10T20:30:00Z'));
  const seen = await see(<Today />);
  expect(seen).toContain('Now, until 5:30 PM');
  expect(seen).toContain('This week · 1 of 3 days, 3 h of 9 h');
});

test('after the last one of today the next day stands in the card, and what is over folds', async () => {
  vi.setSystemTime(new Date('2026-03-11T01:00:00Z'));
  await see(<Today />);
  const seen = await arrived('.next-day');
  expect(seen).toContain('Thursday, March 124:00 PM to 5:30 PMRoom 2');
  expect(all('.next-day .session-row')).toHaveLength(1);
  expect(seen).not.toContain('Nothing planned today.');
  expect(all('.fold .session-row.past')).toHaveLength(2);
  expect(seen).toContain('2 finished');
});

test('on a free day tomorrow stands in the card, from its first session to the end of its last', async () => {
  vi.setSystemTime(new Date('2026-03-09T16:00:00Z'));
  await see(<Today />);
  const seen = await arrived('.next-day');
  expect(seen).toContain('Nothing planned today.');
  expect(seen).toContain('Tomorrow4:00 PM to 7:15 PMRoom 2');
  expect(all('.next-day .session-row')).toHaveLength(2);
  expect(all('.fold')).toHaveLength(0);
  expect(hrefs()).toContain('/schedule?day=2026-03-10');
});

test('to call and to say one cannot make it are equals', async () => {
  await see(<Today />);
  const row = all('.card.next .row > .button.ghost');
  expect(row.map((one) => one.textContent)).toEqual(['Call the program', 'I can’t make it']);
});

test('moved and called off are said in words', async () => {
  const moved = makeSession({ changed: true, previous_starts_at: '2026-03-10T19:00:00.000Z' });
  const off = { ...later, status: 'cancelled', changed: true };
  const seen = await see(<Today />, makeSchedule({ sessions: [moved, off, thursday] }));
  expect(seen).toContain('Moved from 3:00 PM');
  expect(seen).toContain('Canceled');
});

const firstDay = {
  where: '1 Main Street',
  door: 'The blue one',
  bring: ['A photo ID'],
  ask_for: 'Dana',
  join_url: 'https://meet.example.org/welcome',
};

test('the evening before the first day one card stands instead of the day', async () => {
  vi.setSystemTime(new Date('2026-03-12T01:00:00Z'));
  const enrollment = makeSchedule().enrollment;
  if (!enrollment) throw new Error('the sample has one');
  const held = makeSchedule({
    enrollment: { ...enrollment, phase: 'intake', starts_on: '2026-03-12', first_day: firstDay },
    sessions: [thursday],
  });
  await see(<Today />, held);
  const seen = await arrived();
  for (const words of ['You start tomorrow', '1 Main Street', 'The blue one', 'A photo ID', 'Dana'])
    expect(seen).toContain(words);
  expect(seen).toContain('Thursday, March 12, 4:00 PM');
  expect(seen).toContain('You can come as you are.');
  expect(seen).not.toContain('This week');
  expect(hrefs()).toContain('https://meet.example.org/welcome');
  expect(seen.indexOf('You can come as you are.')).toBeLessThan(seen.indexOf('1 Main Street'));
  expect(hrefs()).toContain(`/schedule/${thursday.id}?say=away`);
  expect(seen).not.toContain('Come when you can');
  const late = [...document.querySelectorAll('button')].find(
    (one) => one.textContent === 'I may be late',
  );
  await act(() => late?.click());
  expect(text()).toContain('Come when you can, and ask for Dana. If you can, call so they know.');
});

test('the first day is the first one they are expected on, whatever day the enrollment begins', async () => {
  const enrollment = makeSchedule().enrollment;
  if (!enrollment) throw new Error('the sample has one');
  const family = makeSession({ id: 'family', local_date: '2026-03-11', optional: true });
  const held = makeSchedule({
    enrollment: { ...enrollment, phase: 'intake', starts_on: '2026-03-11', first_day: firstDay },
    sessions: [{ ...family, starts_at: '2026-03-11T20:00:00Z' }, thursday],
  });
  await see(<Today />, held);
  const seen = await arrived();
  expect(seen).toContain('You start on Thursday, March 12');
  expect(seen).not.toContain('Tomorrow');
});

test('somebody whose program has not added them yet reads that, not an error', async () => {
  const empty = {
    start: null,
    end: null,
    program: null,
    enrollment: null,
    sessions: [],
    weeks: [],
  };
  expect(await see(<Today />, empty)).toContain('No schedule yet');
  expect(await see(<ScheduleScreen />, empty)).toContain('No schedule yet');
});

test('a phone without a copy and without a network says so', async () => {
  expect(await see(<Today />, null)).toContain('has not reached this phone yet');
  expect(await see(<ScheduleScreen />, null)).toContain('has not reached this phone yet');
});

test('a phone set to another zone is told whose times these are', async () => {
  const held = makeSchedule();
  if (held.program) held.program.zone = 'Europe/Helsinki';
  expect(await see(<Today />, held)).toContain('where your program is');
});

test('Schedule shows this week and turns back no further than yesterday', async () => {
  const seen = await see(<ScheduleScreen />);
  expect(seen).toContain('This week');
  expect(seen).toContain('Tuesday, March 10Today');
  expect(seen).toContain('Thursday, March 12');
  const [before, after] = all('.week-turner button') as HTMLButtonElement[];
  expect([before?.disabled, after?.disabled]).toEqual([true, false]);
});

test('a week that is not kept, or is no week at all, shows this one', async () => {
  for (const wish of ['2020-01-06', 'x', ''])
    expect(await see(<ScheduleScreen query={new URLSearchParams({ week: wish })} />)).toContain(
      'This week',
    );
});

const one = (id: string) => <SessionScreen params={{ id }} />;

test('one meeting says when, where, what changed and whom to call', async () => {
  const moved = makeSession({ changed: true, previous_starts_at: '2026-03-11T20:00:00.000Z' });
  const seen = await see(one('skills-tue'), makeSchedule({ sessions: [moved] }));
  expect(seen).toContain('4:00 PM to 5:30 PM');
  expect(seen).toContain('Before: Wednesday, March 11, 4:00 PM');
  expect(seen).toContain('Open until 5:00 PM');
});

test('a meeting that is called off offers no way in', async () => {
  const off = makeSession({
    status: 'cancelled',
    changed: true,
    join_url: 'https://meet.example.org/x',
  });
  const seen = await see(one('skills-tue'), makeSchedule({ sessions: [off] }));
  expect(seen).toContain('canceled');
  expect(hrefs()).not.toContain('https://meet.example.org/x');
});

test('who joins by link is shown the link and no way to the room', async () => {
  const online = { remote: true, join_url: 'https://meet.example.org/x' };
  const seen = await see(one('skills-tue'), makeSchedule({ sessions: [makeSession(online)] }));
  expect(seen).toContain('Online');
  expect(seen).not.toContain('Room 2');
  expect(hrefs()).toContain('https://meet.example.org/x');
  expect(hrefs().filter((each) => each?.includes('maps'))).toEqual([]);
});

test('a family session says that it is optional and who is invited', async () => {
  const family = makeSession({ kind: 'family_session', title: 'Family session', optional: true });
  const seen = await see(one('skills-tue'), makeSchedule({ sessions: [family] }));
  expect(seen).toContain('You choose who comes');
  expect(seen).toContain('Optional');
});

test('the same screens speak Spanish', async () => {
  await loadLanguage('es');
  expect(await see(<Today />)).toContain('Esta semana · 3 días, 9 h');
  expect(await see(<ScheduleScreen />)).toContain('Horario');
});
