// "Please call me" on a phone that may have no signal or no room: nothing is lost, doubled, or said too early.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { askForCall, asking, calls, refreshCalls } from '../../src/features/calls/state';
import { outboxOf } from '../../src/offline/outbox';
import { session } from '../../src/offline/session';
import { leo, mia, refuseStorage, restart, signIn, unsent } from '../phone';

let sent: { url: string; body: Record<string, unknown> }[];
let status: number | null;
const items = [{ id: 'x', state: 'waiting' }];

beforeEach(async () => {
  vi.restoreAllMocks();
  sent = [];
  status = 201;
  vi.stubGlobal(
    'fetch',
    vi.fn(async (url: string, how: RequestInit) => {
      if (status === null) throw new TypeError('no network');
      if (how.method === 'GET')
        return Response.json({ offered: true, team_is_there: false, items });
      sent.push({ url, body: JSON.parse(how.body as string) });
      return Response.json({ outcome: 'created', team_is_there: false, items }, { status });
    }),
  );
  await signIn(mia);
});

afterEach(() => vi.unstubAllGlobals());

const sendCalls = () => outboxOf(session.peek()).send();
const states = () => asking.value.map((one) => one.state);

test('a request is sent once under its own id with the moment of the tap', async () => {
  expect(await askForCall()).toBe('phone');
  await sendCalls();
  await sendCalls();
  expect(sent).toHaveLength(1);
  expect(sent[0]?.url).toMatch(/^\/api\/v1\/calls\/[0-9a-f-]{36}$/);
  expect(sent[0]?.body.asked_at).toEqual(expect.any(String));
  expect(states()).toEqual([]);
  expect(calls.value?.items).toEqual(items);
});

test('without a signal it says so, survives a restart, and travels later with the same id', async () => {
  status = null;
  await askForCall();
  await sendCalls();
  expect(states()).toEqual(['onPhone']);
  const [asked] = asking.value;
  await restart();
  await refreshCalls();
  expect(states()).toEqual(['onPhone']);
  status = 201;
  await sendCalls();
  expect(sent.map((one) => one.url)).toEqual([`/api/v1/calls/${asked?.id}`]);
  expect(sent[0]?.body).toMatchObject({ asked_at: asked?.value.asked_at, owner: mia });
  expect(await unsent()).toBe(0);
});

test.each([401, 429, 500, 503])('after a %i the request stays', async (answer) => {
  status = answer;
  await askForCall();
  await sendCalls();
  expect(states()).toEqual(['onPhone']);
  expect(await unsent()).toBe(1);
});

test.each([403, 404, 409, 422])(
  'where nobody would see it (%i) the person is told to call instead, and it is not tried again',
  async (answer) => {
    status = answer;
    await askForCall();
    await sendCalls();
    expect(states()).toEqual(['refused']);
    const tried = sent.length;
    await sendCalls();
    expect(sent).toHaveLength(tried);
    await restart();
    await refreshCalls();
    expect(states()).toEqual(['refused']);
  },
);

test('asking again takes the place of what was refused', async () => {
  status = 409;
  await askForCall();
  await sendCalls();
  status = 201;
  expect(await askForCall()).toBe('phone');
  await sendCalls();
  expect(states()).toEqual([]);
  expect(await unsent()).toBe(0);
});

test('a phone that can keep nothing asks the server at once, and says when that fails too', async () => {
  await refuseStorage();
  expect(await askForCall()).toBe('server');
  expect(sent).toHaveLength(1);
  status = null;
  expect(await askForCall()).toBe('nowhere');
});

test('another person on this phone neither sees nor sends it', async () => {
  status = null;
  await askForCall();
  await sendCalls();
  await signIn(leo);
  status = 201;
  await refreshCalls();
  expect(sent).toEqual([]);
  expect(states()).toEqual([]);
  await signIn(mia);
  await sendCalls();
  expect(sent).toHaveLength(1);
});
