// When things are sent: by themselves at every good moment, and once more to a server that lost what it had.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { noteAnswer } from '../../src/lib/connection';
import { outboxOf } from '../../src/offline/outbox';
import { noticeRestore, startSending } from '../../src/offline/sending';
import { session } from '../../src/offline/session';
import { accept } from '../../src/offline/sign-in';
import { offline, serve } from '../log/helpers';
import { makeMe, mia, restart, signIn } from '../phone';
import { makeNote, notes, several, single, thirtyDays, write } from './notes';

beforeEach(async () => {
  serve(...Array.from({ length: 50 }, () => offline));
  await signIn(mia);
});
afterEach(() => vi.unstubAllGlobals());

const sentIds = (seen: ReturnType<typeof serve>) =>
  seen.flatMap(({ body }) => body.items?.map(({ id }) => id) ?? []);

test('a server restored from an older copy is given at the next start what this phone still has', async () => {
  const stop = startSending();
  const all = await write(several, ...notes(3));
  serve();
  await outboxOf(session.peek()).send();
  await accept(makeMe(mia, { server_epoch: 'one' }));
  await vi.waitFor(async () => expect(await session.peek().cache.read('epoch')).toBe('one'));
  await restart(mia);
  const seen = serve();
  await accept(makeMe(mia, { server_epoch: 'two' }));
  await vi.waitFor(() => expect(sentIds(seen)).toEqual(all.map(({ id }) => id)));
  await vi.waitFor(async () => expect(await session.peek().cache.read('epoch')).toBe('two'));
  await accept(makeMe(mia, { server_epoch: 'two' }));
  await outboxOf(session.peek()).send();
  expect(sentIds(seen)).toHaveLength(3);
  stop();
});

test('a phone that meets a server for the first time sends nothing twice', async () => {
  await write(several, makeNote());
  const seen = serve();
  await outboxOf(session.peek()).send();
  await noticeRestore(session.peek(), 'one');
  await outboxOf(session.peek()).send();
  expect(sentIds(seen)).toHaveLength(1);
});

test('what the server has had for thirty days is let go at a start, what waits is not', async () => {
  const old = Date.now() - thirtyDays - 1000;
  const here = session.peek();
  here.signedIn.value = false;
  await outboxOf(here).add(several, makeNote(), old);
  here.signedIn.value = true;
  serve();
  await outboxOf(here).send();
  await write(single, makeNote());
  await noticeRestore(here, 'one');
  expect(outboxOf(here).all.value.map(({ state }) => state)).toEqual(['onPhone']);
});

test('at the start, when the network is back, when the app comes to the front, when the worker says so, when the server answers again', async () => {
  let heard: (event: unknown) => void = () => undefined;
  Object.defineProperty(navigator, 'serviceWorker', {
    configurable: true,
    value: {
      addEventListener: (_name: string, then: typeof heard) => {
        heard = then;
      },
      removeEventListener: () => undefined,
      getRegistration: async () => undefined,
    },
  });
  const stop = startSending();
  const moments = [
    () => restart(mia),
    () => dispatchEvent(new Event('online')),
    () => document.dispatchEvent(new Event('visibilitychange')),
    () => heard({ data: { flush: true } }),
    () => noteAnswer(200), // of whatever request
  ];
  for (const moment of moments) {
    const [note] = await write(single, makeNote());
    await vi.waitFor(async () => expect(await outboxOf(session.peek()).countUnsent()).toBe(1));
    const seen = serve();
    await moment();
    await vi.waitFor(() =>
      expect(seen.map(({ path }) => path)).toContain(`/api/v1/notes/${note?.id}`),
    );
    await vi.waitFor(async () => expect(await outboxOf(session.peek()).countUnsent()).toBe(0));
    serve(...Array.from({ length: 50 }, () => offline));
  }
  stop();
  Reflect.deleteProperty(navigator, 'serviceWorker');
});

test('what is on disk was saved, even where it cannot be read again at once', async () => {
  const here = session.peek();
  here.signedIn.value = false;
  await outboxOf(here).open();
  vi.spyOn(IDBIndex.prototype, 'getAll').mockImplementation(() => {
    throw new DOMException('no', 'UnknownError');
  });
  await expect(outboxOf(here).add(single, makeNote())).resolves.toBeUndefined();
  vi.restoreAllMocks();
  expect(await outboxOf(here).countUnsent()).toBe(1);
});
