// Being signed in: opens from the phone, survives no network, and a 401 takes away nothing but the way in.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { deviceZone } from '../../src/lib/dates';
import type { Me } from '../../src/offline/account-api';
import { database } from '../../src/offline/database';
import { setOwner } from '../../src/offline/owner';
import { beginSession, Session } from '../../src/offline/session';
import * as session from '../../src/offline/sign-in';

const ana: Me = {
  id: 'ana',
  display_name: 'Ana',
  role: 'participant',
  language: 'en',
  zone: deviceZone(),
  has_passphrase: true,
  sign_in_name: 'ana',
  passkey_count: 0,
  installed: false,
  has_recovery_card: false,
  activated_at: null,
  phone_confirmed: true,
  opens_at: null,
  has_other_phone: false,
  new_phones: [],
  phone_proves: false,
  server_epoch: 'e1',
};
const server = vi.fn<typeof fetch>();
const answer = (status: number, body?: unknown) =>
  new Response(body === undefined ? null : JSON.stringify(body), { status });

beforeEach(() => {
  server.mockReset();
  vi.stubGlobal('fetch', server);
  session.signOutHere(''); // whatever the test before left on the screen
  beginSession(null);
  session.known.value = false;
  session.thrownOut.value = false;
});
afterEach(() => vi.unstubAllGlobals());

async function onThisPhone() {
  await setOwner('ana');
  await write('me', ana);
  await write('phase', 'completed');
}

const cacheOf = (account: string) => new Session(account).cache;
const read = (name: string) => cacheOf('ana').read(name);
const write = (name: string, value: unknown) => cacheOf('ana').write(name, value);

test('a phone nobody has used leads to the door', async () => {
  server.mockResolvedValue(answer(401, { code: 'signed_out' }));
  await session.startSession();
  expect(session.signInState.value).toBe('out');
  expect(session.known.value).toBe(false);
  expect(session.thrownOut.value).toBe(false);
});

test('without a network the phone’s copy is enough, phase and all', async () => {
  await onThisPhone();
  server.mockRejectedValue(new TypeError('offline'));
  await session.startSession();
  expect(session.signInState.value).toBe('in');
  expect(session.me.value?.display_name).toBe('Ana');
  expect(session.completed.value).toBe(true);
});

test('a 401 asks to sign in and keeps everything else', async () => {
  await onThisPhone();
  await write('schedule', { week: 3 });
  await (await database()).put('outbox', { id: '1', owner: 'ana' });
  server.mockResolvedValue(answer(401, { code: 'signed_out' }));
  await session.startSession();
  await vi.waitFor(() => expect(session.signInState.value).toBe('out'));
  // A second request that hears the same does not make the sign-in forget why it is asking.
  await session.whoIsHere();
  expect(session.thrownOut.value).toBe(true);
  expect(session.known.value).toBe(true);
  expect(await read('schedule')).toEqual({ week: 3 });
  expect(await (await database()).count('outbox')).toBe(1);
  await vi.waitFor(async () => expect(await read('me')).toBeNull());
});

test('somebody on staff is led to the staff pages, and nothing of them stays on this phone', async () => {
  const replace = vi.fn();
  vi.stubGlobal('location', { ...location, replace });
  for (const role of ['counselor', 'coordinator', 'admin']) {
    server.mockResolvedValue(answer(200, { ...ana, id: role, role }));
    await session.whoIsHere();
    expect(replace).toHaveBeenLastCalledWith('/staff/');
    expect(session.signInState.value).not.toBe('in');
    expect(await cacheOf(role).read('me')).toBeNull();
  }
  expect(replace).toHaveBeenCalledTimes(3);
});

test('the phone tells the server where it is when that has changed', async () => {
  server.mockImplementation(async (_url, init) =>
    answer(200, init?.method === 'PATCH' ? ana : { ...ana, zone: 'Pacific/Chatham' }),
  );
  await session.whoIsHere();
  await vi.waitFor(() => expect(session.me.value?.zone).toBe(ana.zone));
  expect(server.mock.calls.map(([, init]) => init?.method)).toEqual(['GET', 'PATCH']);
});

test('signing out without a network changes nothing', async () => {
  await onThisPhone();
  server.mockRejectedValue(new TypeError('offline'));
  await session.startSession();
  await expect(session.signOut()).rejects.toThrow();
  expect(session.signInState.value).toBe('in');
  expect(await read('me')).toEqual(ana);
});

test('signing out clears this phone of the person', async () => {
  await onThisPhone();
  server.mockImplementation(async (url) =>
    String(url).endsWith('/me') ? answer(200, ana) : answer(204),
  );
  await session.startSession();
  await vi.waitFor(() => expect(server).toHaveBeenCalled());
  await session.signOut();
  expect(session.signInState.value).toBe('out');
  expect(session.known.value).toBe(false);
  await setOwner('ana');
  expect(await read('me')).toBeNull();
});
