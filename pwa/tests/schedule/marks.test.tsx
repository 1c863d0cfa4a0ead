// What a person reads on Today and on one meeting when something is new, when they begin, and when their time there changes.
import { expect, test, vi } from 'vitest';
import type { Enrollment, Schedule } from '../../src/features/schedule/api';
import ScheduleScreen from '../../src/features/schedule-screens/schedule';
import SessionScreen from '../../src/features/schedule-screens/session';
import Today from '../../src/features/today/today';
import { later, makeSchedule, makeSession, thursday } from './samples';
import { stage } from './stage';

const { arrived, see, mark: marked, text, all, hrefs } = stage();
const words = () => all('.news').map((one) => one.textContent);
const one = (id: string) => <SessionScreen params={{ id }} />;
const phoneIs = (agent: string) => vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(agent);

function enrolled(changes: Partial<Enrollment>, sessions = makeSchedule().sessions): Schedule {
  const { enrollment } = makeSchedule();
  return makeSchedule({ enrollment: { ...(enrollment as Enrollment), ...changes }, sessions });
}

test('news is a word in the row, on the next card, and for other days one quiet line', async () => {
  marked({ 'skills-tue': 'changed', 'process-tue': 'new', 'skills-thu': 'changed' });
  await see(<Today />);
  expect(words()).toEqual(['Changed', 'Changed', 'New']);
  expect(text()).toContain('Your schedule changed on Thursday, March 12');
  expect(hrefs()).toContain('/schedule?day=2026-03-12');
  expect(all('[data-news]').map((each) => each.dataset.news)).toContain('process-tue');
});

test('without news there is no word and no line', async () => {
  await see(
    <Today />,
    makeSchedule({ sessions: [makeSession({ changed: true }), later, thursday] }),
  );
  expect(words()).toEqual([]);
  expect(text()).not.toMatch(/Changed|different/);
});

test('called off says so once: as news, and later as its state', async () => {
  const off = makeSession({ status: 'cancelled', changed: true });
  marked({ 'skills-tue': 'off' });
  const held = makeSchedule({ sessions: [off, thursday] });
  const seen = await see(<ScheduleScreen />, held);
  expect(seen.match(/Canceled/g)).toHaveLength(1);
  marked({});
  expect((await see(<ScheduleScreen />, held)).match(/Canceled/g)).toHaveLength(1);
});

test('one meeting says what is new about it', async () => {
  marked({ 'skills-tue': 'new' });
  expect(await see(one('skills-tue'))).toContain('This one is new in your schedule.');
  marked({ 'skills-tue': 'changed' });
  expect(await see(one('skills-tue'))).toContain('This changed since you last looked');
  expect(words()).toEqual(['Changed']);
  marked({});
  expect(await see(one('skills-tue'))).not.toContain('different');
});

test('what to bring stands in one list, and nowhere when there is nothing', async () => {
  const held = makeSchedule({ sessions: [makeSession({ bring: ['A pen', 'Your folder'] })] });
  await see(one('skills-tue'), held);
  expect(all('.session-bring li').map((each) => each.textContent)).toEqual([
    'A pen',
    'Your folder',
  ]);
  expect(text()).toContain('What to bring');
  expect(await see(one('skills-tue'))).not.toContain('What to bring');
  const { bring: _, ...old } = makeSession();
  expect(await see(one('skills-tue'), makeSchedule({ sessions: [old as never] }))).toContain(
    'Room 2',
  );
});

test('the way is the phone’s own maps, or the open map where there are none', async () => {
  phoneIs('Mozilla/5.0 (Linux; Android 14; Pixel 8)');
  await see(one('skills-tue'));
  expect(hrefs()).toContain('geo:0,0?q=1%20Main%20Street');
  phoneIs('Mozilla/5.0 (iPhone; CPU iPhone OS 17_4)');
  await see(one('skills-tue'));
  expect(hrefs()).toContain('https://maps.apple.com/?daddr=1%20Main%20Street');
  phoneIs('Mozilla/5.0 (X11; Linux x86_64)');
  await see(one('skills-tue'));
  expect(hrefs()).toContain('https://www.openstreetmap.org/search?query=1%20Main%20Street');
});

const firstDay = {
  where: '1 Main Street, second floor',
  door: 'The blue one',
  bring: ['A photo ID'],
  ask_for: 'Dana',
  join_url: 'https://meet.example.org/welcome',
};
const begins = {
  phase: 'intake',
  starts_on: '2026-03-09',
  begins_on: '2026-03-10',
  first_day: firstDay,
};

test('on the first day the card stays, with the way and the day, until the first meeting begins', async () => {
  phoneIs('Mozilla/5.0 (Linux; Android 14; Pixel 8)');
  const held = enrolled(begins);
  await see(<Today />, held);
  expect(await arrived()).toContain('You start today');
  for (const said of ['The blue one', 'A photo ID', 'You can come as you are.', 'Process group'])
    expect(text()).toContain(said);
  expect(hrefs()).toContain('geo:0,0?q=1%20Main%20Street');
  expect(hrefs()).toContain('https://meet.example.org/welcome');
  await see(null);
  vi.setSystemTime(new Date('2026-03-10T20:00:00Z'));
  expect(await see(<Today />, held)).toContain('Now, until 5:30 PM');
  expect(text()).not.toContain('You can come as you are.');
});

test('without a network the first-day card is the same', async () => {
  await see(<Today />, enrolled(begins), new TypeError('no network') as never);
  await arrived();
  expect(text()).toContain('You start today');
  expect(text()).toContain('A photo ID');
});

test('between the day the enrollment begins and the first meeting the card waits', async () => {
  const held = enrolled({ ...begins, begins_on: '2026-03-12' }, [thursday]);
  await see(<Today />, held);
  expect(await arrived()).toContain('You start on Thursday, March 12');
});

test('the week of the stay, and step-down when it is', async () => {
  expect(await see(<Today />)).toContain('Week 2 of about 10');
  expect(text()).not.toContain('fewer days now');
  await see(<Today />, enrolled({ phase: 'step_down', week_number: 4 }));
  expect(text()).toContain('Week 4 of about 10 · fewer days now');
});

test('a coming track and coming days are one calm line', async () => {
  const next = { starts_on: '2026-12-07', track_name: 'Mornings', days: null };
  expect(await see(<Today />, enrolled({ next }))).toContain(
    'Starting Monday, December 7, you’re in Mornings.',
  );
  const fewer = { starts_on: '2026-12-07', track_name: null, days: ['tue', 'thu'] };
  expect(await see(<Today />, enrolled({ next: fewer }))).toContain(
    'Starting Monday, December 7, your days are Tuesday and Thursday.',
  );
});

test('an old copy with nothing ahead says how far it knows, not that nothing is planned', async () => {
  vi.setSystemTime(new Date('2026-03-20T16:00:00Z'));
  await see(<Today />);
  expect(await arrived('.next-day')).toContain(
    'Your schedule is saved here through Tuesday, March 24',
  );
  expect(text()).not.toContain('Nothing planned for the next two weeks');
});
