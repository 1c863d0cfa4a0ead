// The phone's own copy: it belongs to one person, is sealed on disk, and never gets in the way when storage does not work.
import { expect, test, vi } from 'vitest';
import { emptyCache } from '../../src/offline/cache';
import { closeDatabase, database } from '../../src/offline/database';
import { storeLock } from '../../src/offline/lock';
import { setOwner } from '../../src/offline/owner';
import { beginSession, session } from '../../src/offline/session';
import { wipe } from '../../src/offline/wipe';

const read = (name: string) => session.peek().cache.read(name);
const write = (name: string, value: unknown) => session.peek().cache.write(name, value);

test('what was written is read again, also by a page opened later', async () => {
  beginSession('ana');
  await write('schedule', { week: 3 });
  await closeDatabase();
  expect(await read('schedule')).toEqual({ week: 3 });
  expect(await read('something else')).toBeNull();
});

test('another person on the same phone sees nothing of it, and the first finds it again', async () => {
  beginSession('ana');
  await write('plan', 'of Ana');
  beginSession('ben');
  expect(await read('plan')).toBeNull();
  beginSession('ana');
  expect(await read('plan')).toBe('of Ana');
});

test('without an owner nothing is kept', async () => {
  await write('plan', 'nobody’s');
  beginSession('ana');
  expect(await read('plan')).toBeNull();
});

test('on disk it is not readable', async () => {
  beginSession('ana');
  await write('plan', { word: 'canary-walnut' });
  const rows = await (await database()).getAll('pocket');
  expect(rows).toHaveLength(1);
  const bytes = rows.flatMap((row) => {
    const { body } = row.value as { body: ArrayBuffer };
    return new TextDecoder().decode(body);
  });
  expect(JSON.stringify(rows) + bytes.join()).not.toContain('canary-walnut');
});

test('a phone that refuses storage has no copies and no errors', async () => {
  await closeDatabase();
  vi.stubGlobal('indexedDB', {
    open: () => {
      throw new DOMException('no', 'SecurityError');
    },
  });
  await expect(write('plan', 1)).resolves.toBeUndefined();
  expect(await read('plan')).toBeNull();
  vi.unstubAllGlobals();
});

test('forgetting one person’s copies leaves the other’s', async () => {
  beginSession('ben');
  await write('plan', 'of Ben');
  beginSession('ana');
  await write('plan', 'of Ana');
  await emptyCache('ana');
  expect(await read('plan')).toBeNull();
  beginSession('ben');
  expect(await read('plan')).toBe('of Ben');
});

test('signing out removes everything, but never what another person has not sent yet', async () => {
  beginSession('ana');
  await write('plan', 'of Ana');
  await (await database()).put('outbox', { id: '1', owner: 'ben' });
  await wipe('ana');
  expect(await (await database()).count('outbox')).toBe(1);
  beginSession('ana');
  expect(await read('plan')).toBeNull();
});

test('signing out leaves no row, no key, no lock and no name of theirs on the phone', async () => {
  beginSession('ana');
  await setOwner('ana');
  await write('plan', 'of Ana');
  await storeLock('ana', {
    kind: 'pin',
    salt: new Uint8Array(1),
    check: new ArrayBuffer(1),
    wrong: 0,
    waitUntil: 0,
  });
  await (await database()).put('outbox', { id: '1', owner: 'ana' });
  await wipe('ana');
  const db = await database();
  const left = await Promise.all(
    (['outbox', 'pocket', 'keys', 'meta'] as const).flatMap((store) => [
      db.getAllKeys(store),
      db.getAll(store),
    ]),
  );
  expect(left.flat()).toEqual([]);
  beginSession('ana');
  expect(await read('plan')).toBeNull();
});
