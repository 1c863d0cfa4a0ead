// The phone's own copy: it belongs to one person, is sealed on disk, and never gets in the way when storage does not work.
import { expect, test, vi } from 'vitest';
import { closeDatabase, database, databaseName } from '../../src/offline/database';
import { emptyPocket, read, write } from '../../src/offline/old-cache';
import { setOwner } from '../../src/offline/owner';
import { wipe } from '../../src/offline/wipe';

test('what was written is read again, also by a page opened later', async () => {
  await setOwner('ana');
  await write('schedule', { week: 3 });
  await closeDatabase();
  expect(await read('schedule')).toEqual({ week: 3 });
  expect(await read('something else')).toBeNull();
});

test('another person on the same phone sees nothing of it, and the first finds it again', async () => {
  await setOwner('ana');
  await write('plan', 'of Ana');
  await setOwner('ben');
  expect(await read('plan')).toBeNull();
  await setOwner('ana');
  expect(await read('plan')).toBe('of Ana');
});

test('without an owner nothing is kept', async () => {
  await write('plan', 'nobody’s');
  await setOwner('ana');
  expect(await read('plan')).toBeNull();
});

test('on disk it is not readable', async () => {
  await setOwner('ana');
  await write('plan', { word: 'canary-walnut' });
  const rows = await (await database()).getAll('pocket');
  expect(rows).toHaveLength(1);
  const bytes = rows.flatMap((row) => {
    const { body } = row.value as { body: ArrayBuffer };
    return new TextDecoder().decode(body);
  });
  expect(JSON.stringify(rows) + bytes.join()).not.toContain('canary-walnut');
});

test('a phone that refuses storage has an empty pocket and no errors', async () => {
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

test('emptying one pocket leaves the other person’s', async () => {
  await setOwner('ben');
  await write('plan', 'of Ben');
  await setOwner('ana');
  await write('plan', 'of Ana');
  await emptyPocket('ana');
  expect(await read('plan')).toBeNull();
  await setOwner('ben');
  expect(await read('plan')).toBe('of Ben');
});

test('signing out removes everything, but never what another person has not sent yet', async () => {
  await setOwner('ana');
  await write('plan', 'of Ana');
  await (await database()).put('outbox', { id: '1', owner: 'ben' });
  await wipe('ana');
  expect(await (await database()).count('outbox')).toBe(1);
  await setOwner('ana');
  expect(await read('plan')).toBeNull();
  await (await database()).delete('outbox', '1');
  await wipe('ana');
  expect((await indexedDB.databases()).map((db) => db.name)).not.toContain(databaseName);
});
