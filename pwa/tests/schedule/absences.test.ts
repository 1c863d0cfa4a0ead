// "I can't make it" on a phone that may have no signal or no room: nothing is lost, doubled, or said too early.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { problems } from '../../src/features/absences/problems';
import { goneFrom, weeksWithout } from '../../src/features/absences/rules';
import {
  comeAfterAll,
  comeToDays,
  doNotAskAgain,
  missedToday,
  otherTimes,
  tellAbsence,
  tellDays,
} from '../../src/features/absences/send';
import { absences, gone, refreshAbsences, waiting } from '../../src/features/absences/state';
import { canSay } from '../../src/features/absences/visit-rules';
import { outboxOf } from '../../src/offline/outbox';
import { session } from '../../src/offline/session';
import { leo, mia, refuseStorage, restart, signIn, unsent } from '../phone';
import { later, makeSchedule, makeSession, thursday } from './samples';

let sent: { url: string; body: Record<string, unknown> }[];
let status: number | null;
let items: Record<string, unknown>[];
let missed: string | null;

beforeEach(async () => {
  vi.restoreAllMocks();
  [sent, status, items, missed] = [[], 201, [], null];
  vi.stubGlobal(
    'fetch',
    vi.fn(async (url: string, how: RequestInit) => {
      if (status === null) throw new TypeError('no network');
      if (how.method !== 'GET') sent.push({ url, body: JSON.parse(how.body as string) });
      const ok = how.method === 'GET' ? 200 : status;
      return Response.json({ outcome: 'created', items, missed }, { status: ok });
    }),
  );
  await signIn(mia);
});

afterEach(() => vi.unstubAllGlobals());

const sendAbsences = () => outboxOf(session.peek()).send();
const waitingToDo = () => waiting.value.map((one) => one.does);

test('it is sent once under its own id with the moment of the tap, the reason and the wish', async () => {
  expect(await tellAbsence('skills-tue', 'work', 'skills-thu')).toBe('phone');
  await sendAbsences();
  await sendAbsences();
  expect(sent).toHaveLength(1);
  expect(sent[0]?.url).toMatch(/^\/api\/v1\/absences\/[0-9a-f-]{36}$/);
  expect(sent[0]?.body).toMatchObject({
    session_id: 'skills-tue',
    reason: 'work',
    make_up: 'skills-thu',
    owner: mia,
  });
  expect(waitingToDo()).toEqual([]);
});

test('without a signal it survives a restart and travels later with the same id, in the order it was said', async () => {
  status = null;
  await tellAbsence('skills-tue', null, null);
  const id = waiting.value[0]?.id as string;
  await comeAfterAll(id, 'skills-tue');
  await sendAbsences();
  expect(waitingToDo()).toEqual(['tell', 'back']);
  await restart();
  await refreshAbsences();
  expect(waitingToDo()).toEqual(['tell', 'back']);
  status = 200;
  await sendAbsences();
  expect(sent.map((one) => one.url)).toEqual([
    `/api/v1/absences/${id}`,
    `/api/v1/absences/${id}/taken-back`,
  ]);
  expect(await unsent()).toBe(0);
});

test.each([401, 408, 429, 500, 503])('after a %i it stays', async (answer) => {
  status = answer;
  await tellAbsence('skills-tue', null, null);
  await sendAbsences();
  expect(waitingToDo()).toEqual(['tell']);
  expect(await unsent()).toBe(1);
});

test.each([400, 403, 404, 409, 422])(
  'after a %i it is no longer tried, and the screen says so',
  async (answer) => {
    status = answer;
    await tellAbsence('skills-tue', null, null);
    await sendAbsences();
    expect(waitingToDo()).toEqual([]);
    expect(problems.value).toEqual({ 'skills-tue': 'refused' });
    const tried = sent.length;
    await sendAbsences();
    expect(sent).toHaveLength(tried);
  },
);

test('a wish that has no room any more is said, the rest was kept', async () => {
  await tellAbsence('skills-tue', null, 'skills-thu');
  items = [{ id: waiting.value[0]?.id, session_id: 'skills-tue', state: 'told', make_up: null }];
  await sendAbsences();
  expect(problems.value).toEqual({ 'skills-tue': 'wishGone' });
  expect(absences.value?.items).toEqual(items);
});

test('a phone that can keep nothing tells the server at once, and says when that fails too', async () => {
  await refuseStorage();
  expect(await tellAbsence('skills-tue', null, null)).toBe('server');
  status = null;
  expect(await tellAbsence('skills-tue', null, null)).toBe('nowhere');
});

test('another person on this phone neither sees nor sends it', async () => {
  status = null;
  await tellAbsence('skills-tue', null, null);
  await signIn(leo);
  expect(waitingToDo()).toEqual([]);
  status = 201;
  await refreshAbsences();
  expect(sent).toEqual([]);
});

test('what the server said stays on the phone', async () => {
  items = [{ id: 'x', session_id: 'skills-tue', state: 'waiting', make_up: null }];
  await refreshAbsences();
  status = null;
  await restart();
  await refreshAbsences();
  expect(absences.value).toEqual({ items, missed: null });
});

const today = { from: '2026-03-10', to: '2026-03-10', sessions: ['skills-tue', 'process-tue'] };

test('a day is one thing to send, with its days and wishes and without what the phone only draws', async () => {
  const wishes = [{ session_id: 'skills-tue', make_up: 'skills-thu' }];
  expect(await tellDays({ ...today, wishes }, 'unwell')).toBe('phone');
  await sendAbsences();
  expect(sent).toHaveLength(1);
  expect(sent[0]?.url).toMatch(/^\/api\/v1\/absences\/days\/[0-9a-f-]{36}$/);
  const { said_at, ...body } = sent[0]?.body ?? {};
  expect(said_at).toMatch(/^\d{4}-/);
  const days = { starts_on: '2026-03-10', ends_on: '2026-03-10' };
  expect(body).toEqual({ ...days, reason: 'unwell', wishes, owner: mia });
});

test('said and taken back without a signal, both travel in that order under one id, and nothing is gone meanwhile', async () => {
  status = null;
  await tellDays(today, null);
  expect([...gone.value]).toEqual(today.sessions);
  const id = waiting.value[0]?.id as string;
  await comeToDays(id, today);
  expect([...gone.value]).toEqual([]);
  await restart();
  await refreshAbsences();
  expect(waitingToDo()).toEqual(['tell', 'back']);
  status = 200;
  await sendAbsences();
  const path = `/api/v1/absences/days/${id}`;
  expect(sent.map((one) => one.url)).toEqual([path, `${path}/taken-back`]);
  expect(await unsent()).toBe(0);
});

test('what a phone of last month kept of single sessions travels beside what is said of the day now', async () => {
  status = null;
  await tellAbsence('skills-tue', 'work', null);
  await tellDays(today, null);
  status = 201;
  await sendAbsences();
  expect(sent.map((one) => Object.keys(one.body).sort())).toEqual([
    ['make_up', 'owner', 'reason', 'said_at', 'session_id'],
    ['ends_on', 'owner', 'reason', 'said_at', 'starts_on', 'wishes'],
  ]);
});

test('a day that is refused is said of each of its sessions until something else is said', async () => {
  status = 409;
  await tellDays(today, null);
  await sendAbsences();
  expect(problems.value).toEqual({ 'skills-tue': 'refused', 'process-tue': 'refused' });
  expect([...gone.value]).toEqual([]);
  status = 201;
  await tellAbsence('process-tue', null, null);
  expect(problems.value).toEqual({});
});

test('of the times asked for with a day the one that is taken is said, the rest was kept', async () => {
  const wishes = [
    { session_id: 'skills-tue', make_up: 'skills-thu' },
    { session_id: 'process-tue', make_up: 'process-thu' },
  ];
  await tellDays({ ...today, wishes }, null);
  const request_id = waiting.value[0]?.id;
  items = [
    { id: 'a', request_id, session_id: 'skills-tue', state: 'told', make_up: null },
    { id: 'b', request_id, session_id: 'process-tue', state: 'waiting', make_up: {} },
  ];
  await sendAbsences();
  expect(problems.value).toEqual({ 'skills-tue': 'wishGone' });
});

test('other times need a connection', async () => {
  expect(await otherTimes('skills-tue')).toEqual([]);
  status = null;
  expect(await otherTimes('skills-tue')).toBeNull();
});

test('a missed meeting is asked about once', async () => {
  missed = 'skills-tue';
  await refreshAbsences();
  expect(await missedToday()).toBe('skills-tue');
  await doNotAskAgain('skills-tue');
  expect(await missedToday()).toBeNull();
  await restart();
  await refreshAbsences();
  expect(await missedToday()).toBeNull();
  missed = null;
  await refreshAbsences();
  expect(await missedToday()).toBeNull();
});

const at = (iso: string) => new Date(iso);

test('it can be said before it begins and for two weeks after, not of breaks or what is called off', () => {
  const one = makeSession();
  expect(canSay(one, at('2026-01-01T00:00:00Z'))).toBe(true);
  expect(canSay(one, at('2026-03-24T21:29:00Z'))).toBe(true);
  expect(canSay(one, at('2026-03-24T21:30:00Z'))).toBe(false);
  expect(canSay(makeSession({ kind: 'break' }), at('2026-03-10T00:00:00Z'))).toBe(false);
  expect(canSay(makeSession({ status: 'cancelled' }), at('2026-03-10T00:00:00Z'))).toBe(false);
});

test('what waits on the phone counts after what the server knows', () => {
  const waits = (does: 'tell' | 'back', session_id: string) =>
    ({ id: 'a', does, session_id, at: '', reason: null, make_up: null }) as const;
  const server = [{ id: 'a', session_id: 'one' }];
  expect([...goneFrom(server, [])]).toEqual(['one']);
  expect([...goneFrom(server, [waits('back', 'one'), waits('tell', 'two')])]).toEqual(['two']);
  expect([...goneFrom([], [waits('tell', 'two'), waits('back', 'two')])]).toEqual([]);
});

test('the week is what one still comes to: no gap is left to read', () => {
  const { weeks, sessions } = makeSchedule();
  const [week] = weeksWithout(weeks, sessions, new Set(['skills-tue', 'process-tue']));
  expect([week?.planned_days, week?.planned_minutes]).toEqual([2, 360]);
  const [half] = weeksWithout(weeks, [later, thursday], new Set(['process-tue']));
  expect([half?.planned_days, half?.planned_minutes]).toEqual([3, 450]);
  expect(weeksWithout(weeks, sessions, new Set())[0]).toEqual(weeks[0]);
});
