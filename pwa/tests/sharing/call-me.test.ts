// "Please call me" on a phone that may have no signal or no room: nothing is lost, doubled, or said too early.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  askForCall,
  asking,
  calls,
  refreshCalls,
  takeBackCalls,
  takingBack,
  waiting,
} from '../../src/features/calls/state';
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

const sentTo = () => sent.map((one) => one.url.replace(/[0-9a-f-]{36}/, 'ID'));

test('what is taken back before it was sent never reaches the team as a request', async () => {
  status = null;
  await askForCall();
  await sendCalls();
  const [asked] = asking.value;
  expect(await takeBackCalls()).toBe('phone');
  expect(states()).toEqual([]);
  expect(takingBack.value).toHaveLength(1);
  await restart();
  await refreshCalls();
  expect(takingBack.value).toHaveLength(1);
  status = 200;
  await sendCalls();
  expect(sent.map((one) => one.url)).toEqual([`/api/v1/calls/${asked?.id}/taken-back`]);
  expect(sent[0]?.body).toEqual({ taken_back_at: expect.any(String), owner: mia });
  expect(takingBack.value).toEqual([]);
  expect(await unsent()).toBe(0);
});

test('what the team has is taken back by the same id, and waits no more at once, also offline', async () => {
  await askForCall();
  await sendCalls();
  expect(waiting.value.map((one) => one.id)).toEqual(['x']);
  status = null;
  expect(await takeBackCalls()).toBe('phone');
  expect(waiting.value).toEqual([]);
  status = 200;
  await sendCalls();
  expect(sentTo()).toEqual(['/api/v1/calls/ID', '/api/v1/calls/x/taken-back']);
});

test('a request on its way when it is taken back is followed by that', async () => {
  let answerNow: () => void = () => undefined;
  const slow = new Promise<void>((done) => {
    answerNow = done;
  });
  const usual = fetch;
  vi.stubGlobal('fetch', async (url: string, how: RequestInit) => {
    if (how.method === 'PUT' && !url.endsWith('/taken-back')) await slow;
    return usual(url, how);
  });
  await askForCall();
  await vi.waitFor(() => expect(states()).toEqual(['sending']));
  await takeBackCalls();
  answerNow();
  await sendCalls();
  expect(sentTo()).toEqual(['/api/v1/calls/ID', '/api/v1/calls/ID/taken-back']);
  expect(await unsent()).toBe(0);
});

test('a phone that can keep nothing takes back at once, and says when that fails too', async () => {
  await askForCall();
  await sendCalls();
  await refuseStorage();
  status = null;
  expect(await takeBackCalls()).toBe('nowhere');
  expect(waiting.value).toHaveLength(1);
  status = 200;
  expect(await takeBackCalls()).toBe('server');
});
