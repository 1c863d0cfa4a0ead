// The app lock: a PIN that is checked, a phone's lock that seals, and a way back that loses nothing.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  cameBack,
  currentLock,
  dropLock,
  openWithPhone,
  openWithPin,
  setPhoneLock,
  setPin,
  shut,
  signInAgain,
  startLock,
} from '../../src/features/app-lock/state';
import { checkinOperation } from '../../src/features/checkins/record';
import { helpLines } from '../../src/features/help/help-lines';
import { database } from '../../src/offline/database';
import { forgetKeys, type Sealed, unseal } from '../../src/offline/encryption';
import { forgetLocks } from '../../src/offline/lock';
import { outboxOf } from '../../src/offline/outbox';
import { session } from '../../src/offline/session';
import { locked, me, signInState, startSession } from '../../src/offline/sign-in';
import { leo, makeEntry, mia, offline, refuse, serve } from '../log/helpers';
import { signIn, unsent } from '../phone';

const plan = { steps: { alone: ['A walk'] }, people: [{ id: 'p', name: 'Rosa', phone: '+1 212' }] };

const read = (name: string) => session.peek().cache.read(name);
const write = (name: string, value: unknown) => session.peek().cache.write(name, value);
/** Her entry that waits on this phone. */
async function keepEntry(): Promise<void> {
  session.peek().signedIn.value = false;
  await outboxOf(session.peek()).add(checkinOperation, makeEntry());
}

beforeEach(async () => {
  await signIn(mia);
  await write('safety-plan', plan);
  await write('checkins', ['private']);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** A phone whose own lock gives out a secret when it is opened. */
function phoneWithLock({ prf = true, opens = true } = {}) {
  const secret = new Uint8Array(32).fill(7).buffer;
  const rawId = new Uint8Array([1, 2, 3]).buffer;
  const credentials = {
    create: async () => ({ rawId, getClientExtensionResults: () => ({ prf: { enabled: prf } }) }),
    get: async () => {
      if (!opens) throw new DOMException('no', 'NotAllowedError');
      return { getClientExtensionResults: () => ({ prf: { results: { first: secret } } }) };
    },
  };
  vi.stubGlobal('navigator', { credentials });
}

test('a PIN opens, a wrong one does not, and a new start is shut', async () => {
  await setPin('2580');
  serve(offline, offline);
  await startSession();
  expect([locked.value, signInState.value]).toEqual([true, 'in']);
  expect(await openWithPin('2581')).toEqual({ end: 'wrong' });
  expect(locked.value).toBe(true);
  expect(await openWithPin('2580')).toEqual({ end: 'open' });
  expect(locked.value).toBe(false);
});

test('the PIN itself is kept nowhere', async () => {
  await setPin('2580');
  const kept = JSON.stringify(await currentLock());
  expect(kept).not.toContain('2580');
});

test('after five wrong ones it waits, longer each time, and a clock set back does not lock for ever', async () => {
  await setPin('2580');
  for (let i = 0; i < 5; i += 1) await openWithPin('0000', 1_000_000);
  expect(await openWithPin('2580', 1_010_000)).toEqual({ end: 'wait', until: 1_030_000 });
  expect(await openWithPin('0000', 1_031_000)).toEqual({ end: 'wrong' });
  expect(await openWithPin('2580', 1_032_000)).toEqual({ end: 'wait', until: 1_091_000 });
  expect(await openWithPin('2580', -90_000_000)).toEqual({ end: 'open' });
}, 60_000); // each try is made slow on purpose

test("with the phone's lock the copies open only behind it, what was not sent stays", async () => {
  phoneWithLock();
  await keepEntry();
  expect(await setPhoneLock('App')).toBe('set');
  await write('checkins', ['private']);
  expect(await read('checkins')).toEqual(['private']);
  shut();
  expect(await read('checkins')).toBeNull();
  expect(await unsent()).toBe(1);
  const row = await (await database()).get('pocket', `${mia}:checkins`);
  await expect(unseal(mia, 'pocket:checkins', row?.value as Sealed)).rejects.toThrow();
  await openWithPhone();
  expect(await read('checkins')).toEqual(['private']);
});

test('what lay here before the lock was set is gone from the disk', async () => {
  phoneWithLock();
  await setPhoneLock('App');
  const keys = await (await database()).getAllKeys('pocket');
  expect(keys.sort()).toEqual([`${mia}:help-lines`, `${mia}:me`]);
});

test('a new page cannot read behind it with what lies on the disk', async () => {
  phoneWithLock();
  await setPhoneLock('App');
  await write('checkins', ['private']);
  forgetLocks();
  forgetKeys();
  expect(await read('checkins')).toBeNull();
  phoneWithLock({ opens: false });
  await expect(openWithPhone()).rejects.toThrow();
  expect(await read('checkins')).toBeNull();
});

test('a phone whose lock cannot seal is left as it was', async () => {
  phoneWithLock({ prf: false });
  expect(await setPhoneLock('App')).toBe('pinOnly');
  expect(await currentLock()).toBeNull();
  expect(await read('checkins')).toEqual(['private']);
});

test.each(['pin', 'phone'])('help knows whom to call behind a shut %s lock', async (kind) => {
  phoneWithLock();
  await (kind === 'pin' ? setPin('2580') : setPhoneLock('App'));
  shut();
  const lines = await helpLines();
  expect([lines.people[0]?.name, lines.own]).toEqual(['Rosa', ['A walk']]);
});

test('it shuts after a minute away, not after a moment', async () => {
  await setPin('2580');
  startLock();
  const see = (state: string) => {
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state as never);
    document.dispatchEvent(new Event('visibilitychange'));
  };
  see('hidden');
  await cameBack(Date.now() + 59_000);
  expect(locked.value).toBe(false);
  see('hidden');
  await cameBack(Date.now() + 61_000);
  expect(locked.value).toBe(true);
});

test('forgotten: one signs in again, and what was not sent is still here', async () => {
  await keepEntry();
  await setPin('2580');
  shut();
  serve(() => ({ status: 200 }));
  await signInAgain();
  expect([signInState.value, locked.value, me.value]).toEqual(['out', false, null]);
  expect(await unsent()).toBe(1);
  expect(await read('checkins')).toBeNull();
  expect(await currentLock()).toBeNull();
});

test('without a connection a forgotten lock stays shut: a lock that opens offline would be none', async () => {
  await setPin('2580');
  shut();
  serve(offline);
  await expect(signInAgain()).rejects.toThrow();
  expect([signInState.value, locked.value]).toEqual(['in', true]);
  expect(await currentLock()).not.toBeNull();
});

test('a sign-in the server ended long ago is no obstacle', async () => {
  await setPin('2580');
  serve(refuse(401));
  await signInAgain();
  expect(signInState.value).toBe('out');
});

test('another person on this phone has no lock of hers', async () => {
  await setPin('2580');
  await signIn(leo);
  expect(await currentLock()).toBeNull();
});

test('turned off, everything opens again', async () => {
  phoneWithLock();
  await setPhoneLock('App');
  await dropLock();
  expect(await currentLock()).toBeNull();
  await write('checkins', ['again']);
  forgetLocks();
  expect(await read('checkins')).toEqual(['again']);
});
