// "Please call me" on a phone that may have no signal or no room: nothing is lost, doubled, or said too early.
import { beforeEach, expect, test, vi } from 'vitest';
import { askForCall, asking, calls, refreshCalls, sendCalls } from '../../src/features/calls/state';
import { database } from '../../src/offline/database';
import { forgetKeys } from '../../src/offline/encryption';
import { readUnsent } from '../../src/offline/old-unsent';
import { setOwner } from '../../src/offline/owner';

let sent: { url: string; body: Record<string, unknown> }[];
let status: number | null;
const items = [{ id: 'x', state: 'waiting' }];

beforeEach(async () => {
  vi.restoreAllMocks();
  forgetKeys();
  sent = [];
  status = 201;
  asking.value = [];
  calls.value = null;
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
  await setOwner('mia');
  await (await database()).clear('outbox');
});

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
  asking.value = [];
  await refreshCalls();
  expect(states()).toEqual(['onPhone']);
  const kept = await readUnsent<{ id: string }[]>('call-requests');
  status = 201;
  await sendCalls();
  expect(sent.map((one) => one.url)).toEqual([`/api/v1/calls/${kept?.[0]?.id}`]);
  expect(await readUnsent('call-requests')).toBeNull();
});

test.each([401, 403, 429, 500, 503])('after a %i the request stays', async (answer) => {
  status = answer;
  await askForCall();
  await sendCalls();
  expect(states()).toEqual(['onPhone']);
  expect(await readUnsent('call-requests')).toHaveLength(1);
});

test('where nobody would see it the person is told to call instead', async () => {
  status = 409;
  await askForCall();
  await sendCalls();
  expect(states()).toEqual(['refused']);
  expect(await readUnsent('call-requests')).toBeNull();
});

test('a phone that can keep nothing asks the server at once, and says when that fails too', async () => {
  await setOwner(null);
  expect(await askForCall()).toBe('server');
  expect(sent).toHaveLength(1);
  status = null;
  expect(await askForCall()).toBe('nowhere');
});

test('another person on this phone neither sees nor sends it', async () => {
  status = null;
  await askForCall();
  await sendCalls();
  await setOwner('leo');
  status = 201;
  asking.value = [];
  await refreshCalls();
  expect(sent).toEqual([]);
  expect(states()).toEqual([]);
  await setOwner('mia');
  await sendCalls();
  expect(sent).toHaveLength(1);
});
