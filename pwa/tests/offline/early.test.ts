// What the page does before the app is there: rows and answers are taken once, and never by somebody they are not for.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Early } from '../../src/lib/early';
import { leo, mia } from '../phone';

const server = vi.fn<typeof fetch>();
const page = globalThis as { early?: Early };

beforeEach(() => {
  server.mockReset();
  server.mockRejectedValue(new TypeError('offline'));
  vi.stubGlobal('fetch', server);
  vi.stubGlobal('__FILES__', []);
  vi.stubGlobal('__NEEDED__', {});
  history.replaceState(null, '', '/help');
  // A page of its own: the app looks once for what was there before it.
  vi.resetModules();
});
afterEach(() => {
  delete page.early;
  vi.unstubAllGlobals();
});

/** The phone as the app leaves it, with Mia's copies on it. */
async function usedBefore(): Promise<void> {
  const { setOwner } = await import('../../src/offline/owner');
  const { Session } = await import('../../src/offline/session');
  const { closeDatabase } = await import('../../src/offline/database');
  await setOwner(mia);
  await new Session(mia).cache.store('phase', 'active');
  await new Session(mia).cache.store('schedule', { weeks: [] });
  await closeDatabase();
  vi.resetModules();
}

/** The page's own script runs, as it stands in the page. */
async function openPage(): Promise<Early> {
  await import('../../src/early');
  if (!page.early) throw new Error('the page did nothing');
  return page.early;
}

const engine = async () => ({
  ...(await import('../../src/offline/database')),
  ...(await import('../../src/offline/client')),
  ...(await import('../../src/offline/owner')),
  ...(await import('../../src/offline/session')),
});

test('the app goes on with the connection and the rows of the page', async () => {
  await usedBefore();
  const early = await openPage();
  const opening = vi.spyOn(indexedDB, 'open');
  const { owner, Session, withDatabase } = await engine();
  const { cache } = new Session((await owner()) ?? '');
  expect(await cache.read('phase')).toBe('active');
  const reading = vi.spyOn(IDBObjectStore.prototype, 'get');
  expect(await cache.read('schedule')).toEqual({ weeks: [] });
  expect(reading).not.toHaveBeenCalled();
  await cache.read('schedule');
  expect(reading).toHaveBeenCalledTimes(1); // a row is good once
  expect(await withDatabase((db) => db.count('pocket'))).toBe(2);
  expect(opening).not.toHaveBeenCalled();
  expect((await early.look)?.db.version).toBe(1);
  reading.mockRestore();
});

test('a row is read anew once something was written', async () => {
  await usedBefore();
  await openPage();
  const { Session } = await engine();
  await new Session(mia).cache.store('phase', 'completed');
  expect(await new Session(mia).cache.read('phase')).toBe('completed');
});

test('the copies of one person are not read for another', async () => {
  await usedBefore();
  await openPage();
  const { Session } = await engine();
  expect(await new Session(leo).cache.read('phase')).toBeNull();
});

test('a phone nobody has used has no rows, and the app makes its database', async () => {
  const early = await openPage();
  expect(await early.look).toBeNull();
  const { owner, setOwner } = await engine();
  expect(await owner()).toBeNull();
  await setOwner(mia);
  expect(await owner()).toBe(mia);
});

test('storage that does not answer is not waited for', async () => {
  vi.useFakeTimers();
  vi.spyOn(indexedDB, 'open').mockReturnValue(new EventTarget() as IDBOpenDBRequest);
  const early = await openPage();
  vi.advanceTimersByTime(1500);
  expect(await early.look).toBeNull();
  vi.useRealTimers();
});

const answerOf = (account: string | null, body: object) =>
  Promise.resolve(
    new Response(JSON.stringify(body), {
      headers: account ? { 'Companion-Account': account } : {},
    }),
  );

test('an answer the page has asked for is taken once, by the person it is for', async () => {
  page.early = { look: Promise.resolve(null), answers: new Map() };
  const { request } = await engine();
  page.early.answers.set('/schedule', answerOf(mia, { of: 'mia' }));
  expect(await request('GET', '/schedule', undefined, { account: mia })).toEqual({ of: 'mia' });
  expect(server).not.toHaveBeenCalled();
  await expect(request('GET', '/schedule', undefined, { account: mia })).rejects.toThrow();
  expect(server).toHaveBeenCalledTimes(1);
});

test.each([
  ['another’s', leo],
  ['nobody’s', null],
])('an answer that is %s is not taken: the server is asked', async (_, whose) => {
  page.early = { look: Promise.resolve(null), answers: new Map() };
  const { request } = await engine();
  page.early.answers.set('/schedule', answerOf(whose, { of: 'leo' }));
  server.mockResolvedValueOnce(new Response(JSON.stringify({ of: 'mia' })));
  expect(await request('GET', '/schedule', undefined, { account: mia })).toEqual({ of: 'mia' });
});

test('an answer that did not come is asked for again, and a change never takes one', async () => {
  page.early = { look: Promise.resolve(null), answers: new Map() };
  const { request } = await engine();
  const lost = Promise.reject(new TypeError('offline'));
  lost.catch(() => undefined);
  page.early.answers.set('/me', lost);
  server.mockImplementation(async () => new Response('{}'));
  await request('GET', '/me');
  page.early.answers.set('/me', answerOf(mia, { id: mia }));
  await request('PATCH', '/me', {}, { account: mia });
  expect(server).toHaveBeenCalledTimes(2);
});

test('Today asks before the app is there, help asks nothing', async () => {
  history.replaceState(null, '', '/');
  expect([...(await openPage()).answers.keys()]).toEqual(['/me', '/schedule']);
  vi.resetModules();
  history.replaceState(null, '', '/help');
  expect([...(await openPage()).answers.keys()]).toEqual([]);
});
