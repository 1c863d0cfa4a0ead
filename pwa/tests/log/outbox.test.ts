// What was written on this phone stays there, sealed to its owner, until the server said yes.
import { beforeEach, expect, test } from 'vitest';
import { closeDatabase, database } from '../../src/offline/database';
import { forgetKeys, type Sealed, seal, unseal } from '../../src/offline/encryption';
import {
  countUnsent,
  discard,
  forgetOld,
  heldEntries,
  keepEntry,
  sendAgain,
  settle,
  waiting,
} from '../../src/offline/old-outbox';
import { leo, makeEntry, mia } from './helpers';

beforeEach(() => forgetKeys());

test('an entry survives the page that wrote it', async () => {
  const entry = makeEntry({ note: 'only mine' });
  await keepEntry(mia, entry);
  await closeDatabase();
  forgetKeys();
  expect(await heldEntries(mia)).toEqual([{ entry, progress: 'waiting', reason: undefined }]);
});

test('nothing one said lies readable on the phone', async () => {
  await keepEntry(mia, makeEntry({ note: 'only mine', triggers: ['Payday'] }));
  const [row] = await (await database()).getAll('outbox');
  expect(Object.keys(row ?? {}).sort()).toEqual(
    ['id', 'order', 'owner', 'progress', 'revision', 'sealed'].sort(),
  );
  const bytes = new TextDecoder('latin1').decode(
    (row as unknown as { sealed: Sealed }).sealed.body,
  );
  expect(bytes).not.toContain('only mine');
  expect(bytes).not.toContain('mood');
});

test('the key never leaves the browser', async () => {
  await seal(mia, 'x', 1);
  const [key] = await (await database()).getAll('keys');
  expect((key as CryptoKey).extractable).toBe(false);
  await expect(crypto.subtle.exportKey('raw', key as CryptoKey)).rejects.toThrow();
});

test('what is sealed for one opens for nobody else, and under no other name', async () => {
  const sealed = await seal(mia, 'a', 'words');
  expect(await unseal(mia, 'a', sealed)).toBe('words');
  await expect(unseal(leo, 'a', sealed)).rejects.toThrow();
  await expect(unseal(mia, 'b', sealed)).rejects.toThrow();
  new Uint8Array(sealed.body).fill(0, 0, 1);
  await expect(unseal(mia, 'a', sealed)).rejects.toThrow();
});

test('the oldest go first, and no more than asked for', async () => {
  const [first, second, third] = [makeEntry(), makeEntry(), makeEntry()];
  for (const entry of [third, first, second]) await keepEntry(mia, entry);
  expect((await waiting(mia, 2)).map((e) => e.id)).toEqual([first.id, second.id]);
});

test('another person sees nothing of it and cannot change it', async () => {
  const entry = makeEntry();
  await keepEntry(mia, entry);
  expect(await heldEntries(leo)).toEqual([]);
  expect(await waiting(leo, 50)).toEqual([]);
  await settle(leo, entry.id, 1, 'received');
  await discard(leo, entry.id);
  expect(await waiting(mia, 50)).toEqual([entry]);
});

test('a correction written while the first version was under way still has to go', async () => {
  const entry = makeEntry();
  await keepEntry(mia, entry);
  await keepEntry(mia, { ...entry, mood: 5, revision: 2 });
  await settle(mia, entry.id, 1, 'received');
  expect((await waiting(mia, 50)).map((e) => e.revision)).toEqual([2]);
});

test('what the server took is kept thirty days and can be given again', async () => {
  const entry = makeEntry();
  await keepEntry(mia, entry);
  await settle(mia, entry.id, 1, 'received');
  expect(await waiting(mia, 50)).toEqual([]);
  await forgetOld(mia, new Date('2026-04-09T11:00:00Z'));
  await sendAgain(mia);
  expect(await waiting(mia, 50)).toEqual([entry]);
  await settle(mia, entry.id, 1, 'received');
  await forgetOld(mia, new Date('2026-04-10T11:00:00Z'));
  expect(await heldEntries(mia)).toEqual([]);
});

test('an old entry that was never sent is not let go', async () => {
  const entry = makeEntry();
  await keepEntry(mia, entry);
  await forgetOld(mia, new Date('2027-01-01T00:00:00Z'));
  expect(await waiting(mia, 50)).toEqual([entry]);
});

test('one damaged record is set aside and holds up no other', async () => {
  const [broken, fine] = [makeEntry(), makeEntry()];
  await keepEntry(mia, broken);
  await keepEntry(mia, fine);
  const db = await database();
  const row = await db.get('outbox', broken.id);
  await db.put('outbox', { ...row, sealed: await seal(mia, 'elsewhere', 1) } as never);
  expect((await waiting(mia, 50)).map((e) => e.id)).toEqual([fine.id]);
  expect((await db.get('outbox', broken.id))?.progress).toBe('stuck');
});

test('other things that wait in the same store are left alone', async () => {
  const db = await database();
  await db.put('outbox', { id: 'plan', owner: mia, progress: 'own', order: 0 });
  await keepEntry(mia, makeEntry());
  expect(await waiting(mia, 50)).toHaveLength(1);
  expect(await heldEntries(mia)).toHaveLength(1);
  expect(await countUnsent(mia)).toBe(2);
  expect(await countUnsent(leo)).toBe(0);
  expect((await db.get('outbox', 'plan'))?.progress).toBe('own');
});
