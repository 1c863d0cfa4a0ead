// The schedule comes from the phone first, is kept for days without a network, and never mixes two people.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  findSession,
  refreshSchedule,
  schedule,
  scheduleAsked,
  scheduleFresh,
} from '../../src/features/schedule/state';
import { session } from '../../src/offline/session';
import { phase } from '../../src/offline/sign-in';
import { leo, mia, restart, signIn } from '../phone';
import { makeSchedule, makeSession, serve } from './samples';

const read = (name: string) => session.peek().cache.read(name);

beforeEach(() => signIn(mia));
afterEach(() => vi.unstubAllGlobals());

test('what the server says is shown, kept on the phone, and tells the phase', async () => {
  serve(makeSchedule());
  await refreshSchedule();
  expect(schedule.value).toEqual(makeSchedule());
  expect(await read('schedule')).toEqual(makeSchedule());
  expect([scheduleFresh.value, scheduleAsked.value, phase.value]).toEqual([true, true, 'active']);
});

test('without a connection the copy of last time is shown and said to be one', async () => {
  serve(makeSchedule());
  await refreshSchedule();
  serve(new TypeError('no network'));
  await restart();
  await refreshSchedule();
  expect(schedule.value).toEqual(makeSchedule());
  expect(scheduleFresh.value).toBe(false);
});

test('a phone that never had a copy shows none and knows that it asked', async () => {
  serve(new TypeError('no network'));
  await refreshSchedule();
  expect(schedule.value).toBeNull();
  expect(scheduleAsked.value).toBe(true);
});

test('a server in trouble takes nothing away from the phone', async () => {
  serve(makeSchedule());
  await refreshSchedule();
  serve({ code: 'busy' }, 503);
  await refreshSchedule();
  expect(schedule.value).toEqual(makeSchedule());
  expect(await read('schedule')).toEqual(makeSchedule());
});

test('another person on the same phone sees nothing of the one before', async () => {
  serve(makeSchedule());
  await refreshSchedule();
  await signIn(leo);
  serve(new TypeError('no network'));
  await refreshSchedule();
  expect(schedule.value).toBeNull();
});

test('an answer that arrives after somebody else signed in is not theirs to see', async () => {
  let answer: (response: Response) => void = () => undefined;
  vi.stubGlobal('fetch', () => new Promise<Response>((resolve) => (answer = resolve)));
  const asking = refreshSchedule();
  await vi.waitFor(() => expect(answer.length).toBe(1));
  await signIn(leo);
  answer(new Response(JSON.stringify(makeSchedule())));
  await asking;
  expect(schedule.value).toBeNull();
  expect(await read('schedule')).toBeNull();
});

test('a meeting that is not in the copy is asked for, and gone is told from unreached', async () => {
  serve(makeSession());
  expect((await findSession('x'))?.title).toBe('Skills group');
  serve({ code: 'not_found' }, 404);
  expect(await findSession('x')).toBeNull();
  serve(new TypeError('no network'));
  await expect(findSession('x')).rejects.toThrow();
});
