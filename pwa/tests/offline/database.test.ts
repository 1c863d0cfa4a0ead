// The phone's database as browsers really treat it: connections that die without a word, another tab that wants a newer
// version, storage that hangs or was cleared under the open page.

import { IDBFactory } from 'fake-indexeddb';
import { afterEach, expect, test, vi } from 'vitest';
import {
  closeDatabase,
  database,
  databaseName,
  withDatabase,
  write,
} from '../../src/offline/database';
import { isLostConnection } from '../../src/offline/lost-connection';
import { outboxOf } from '../../src/offline/outbox';
import { session } from '../../src/offline/session';
import { mia, restart, signIn } from '../phone';
import { makeNote, single } from './notes';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const put = (key: string) =>
  write(['meta'], (step) =>
    step
      .objectStore('meta')
      .put('x', key)
      .then(() => undefined),
  );
const keys = () => withDatabase((db) => db.getAllKeys('meta'));

/** The browser has dropped the connection: `transaction()` throws, `times` times. */
async function loseHandle(times = 1) {
  await database();
  const opens = vi.spyOn(indexedDB, 'open');
  const real = IDBDatabase.prototype.transaction;
  let left = times;
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
    this: IDBDatabase,
    ...given: Parameters<IDBDatabase['transaction']>
  ) {
    left -= 1;
    if (left >= 0) throw new DOMException('The connection is closing', 'InvalidStateError');
    return real.apply(this, given);
  });
  return opens;
}

test('a lost connection is opened again once, and the write succeeds', async () => {
  const opens = await loseHandle();
  await put('a');
  expect(opens).toHaveBeenCalledTimes(1);
  vi.restoreAllMocks();
  await closeDatabase();
  expect(await keys()).toEqual(['a']);
});

test('a lost connection is no reason to read nothing', async () => {
  await put('a');
  await loseHandle();
  expect(await keys()).toEqual(['a']);
});

test('a phone that goes on refusing ends in an error, not in a loop', async () => {
  const opens = await loseHandle(100);
  await expect(put('a')).rejects.toThrow('closing');
  expect(opens.mock.calls.length).toBeLessThanOrEqual(2);
});

test('what a person writes after the connection was lost is on the phone', async () => {
  await signIn(mia);
  session.peek().signedIn.value = false;
  await outboxOf(session.peek()).open();
  await loseHandle();
  const note = makeNote();
  await outboxOf(session.peek()).add(single, note);
  expect(outboxOf(session.peek()).storageFails.value).toBe(false);
  vi.restoreAllMocks();
  await restart();
  await outboxOf(session.peek()).open();
  expect(outboxOf(session.peek()).all.value).toMatchObject([{ value: note }]);
});

test('who is here is known also after the connection was lost', async () => {
  const { owner, setOwner, forgetOwner } = await import('../../src/offline/owner');
  await setOwner(mia);
  forgetOwner();
  await loseHandle();
  expect(await owner()).toBe(mia);
});

test.each([
  ['InvalidStateError', 'The database connection is closing.', true],
  [
    'UnknownError',
    'Connection to Indexed Database server lost. Refresh the page to try again',
    true,
  ],
  ['AbortError', 'The connection was closed', true],
  ['UnknownError', 'Internal error', false],
  ['QuotaExceededError', 'full', false],
  ['ConstraintError', 'twice', false],
  ['AbortError', 'The transaction was aborted', false],
])('%s "%s" is a lost connection: %s', (name, message, lost) => {
  expect(isLostConnection(new DOMException(message, name))).toBe(lost);
});

test('another error of the work itself is told as it is, and is not tried twice', async () => {
  const work = vi.fn(async () => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  await expect(withDatabase(work)).rejects.toThrow('full');
  expect(work).toHaveBeenCalledTimes(1);
});

test('a tab that wants a newer version is let through, and this page opens again afterwards', async () => {
  await put('a');
  const newer = await new Promise<IDBDatabase>((resolve, reject) => {
    const asked = indexedDB.open(databaseName, 99);
    asked.onblocked = () => reject(new Error('blocked by the old page'));
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  newer.close();
  // An older app cannot open what a newer one has upgraded, and says so instead of waiting.
  await expect(keys()).rejects.toMatchObject({ name: 'VersionError' });
});

test('a database cleared by another tab is let go, and made anew', async () => {
  await put('a');
  await new Promise<void>((resolve, reject) => {
    const asked = indexedDB.deleteDatabase(databaseName);
    asked.onblocked = () => reject(new Error('blocked by the open page'));
    asked.onsuccess = () => resolve();
  });
  await put('b');
  expect(await keys()).toEqual(['b']);
});

/** Storage that was asked and never says anything. */
const silent = () =>
  Object.create(IDBOpenDBRequest.prototype, {
    addEventListener: { value: () => undefined },
    removeEventListener: { value: () => undefined },
  });

test('storage that does not open ends in an error in time', async () => {
  vi.useFakeTimers();
  vi.stubGlobal('indexedDB', { open: silent });
  const failed = expect(put('a')).rejects.toThrow('does not answer');
  await vi.advanceTimersByTimeAsync(5000);
  await failed;
});

test('storage that does not open answers a reader in time, too', async () => {
  await signIn(mia);
  await closeDatabase();
  vi.useFakeTimers();
  vi.stubGlobal('indexedDB', { open: silent });
  const copy = session.peek().cache.read('plan');
  const opened = outboxOf(session.peek()).open();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await copy).toBeNull();
  await opened;
  expect(outboxOf(session.peek()).storageFails.value).toBe(true);
});

test.each(['write', 'read'])(
  'storage that opens and then hangs on a %s ends in an error in time',
  async (what) => {
    await database();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(silent as never);
    vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(silent as never);
    const work = what === 'write' ? put('a') : withDatabase((db) => db.get('meta', 'a'));
    const failed = expect(work).rejects.toThrow('does not answer');
    await vi.advanceTimersByTimeAsync(5000);
    await failed;
  },
);

test('after storage hung the next try asks it again', async () => {
  vi.useFakeTimers();
  vi.stubGlobal('indexedDB', { open: silent });
  const failed = expect(put('a')).rejects.toThrow();
  await vi.advanceTimersByTimeAsync(5000);
  await failed;
  vi.useRealTimers();
  vi.stubGlobal('indexedDB', new IDBFactory());
  await put('b');
  expect(await keys()).toEqual(['b']);
});
