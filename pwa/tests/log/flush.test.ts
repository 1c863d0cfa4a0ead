// Sending: nothing leaves before a yes, nothing is sent for somebody else, one bad entry holds up no other.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { flushOutbox } from '../../src/features/checkins/old-flush';
import { forgetKeys } from '../../src/offline/encryption';
import { heldEntries, keepEntry } from '../../src/offline/old-outbox';
import { setOwner } from '../../src/offline/owner';
import { leo, makeEntry, mia, offline, type Request, refuse, serve, takeAll } from './helpers';

const watcher = { underWay: vi.fn(), settled: vi.fn() };
const flush = () => flushOutbox(watcher);
const progress = async (whose = mia) => (await heldEntries(whose)).map((one) => one.progress);

beforeEach(async () => {
  forgetKeys();
  await setOwner(mia);
  vi.clearAllMocks();
});
afterEach(() => vi.unstubAllGlobals());

async function write(count: number, whose = mia) {
  const entries = Array.from({ length: count }, () => makeEntry());
  for (const entry of entries) await keepEntry(whose, entry);
  return entries;
}

test('a hundred entries go in two requests, oldest first, with their owner', async () => {
  const entries = await write(100);
  const seen = serve();
  expect(await flush()).toEqual({ how: 'done' });
  expect(seen.map((r) => [r.path, r.body.owner, r.body.items.length])).toEqual([
    ['/api/v1/checkins/batch', mia, 50],
    ['/api/v1/checkins/batch', mia, 50],
  ]);
  expect(seen.flatMap((r) => r.body.items.map((i) => i.id))).toEqual(entries.map((e) => e.id));
  expect(new Set(await progress())).toEqual(new Set(['received']));
});

test.each([
  ['no network', offline, { how: 'later' }],
  ['a busy server', refuse(503), { how: 'later' }],
  ['too many', refuse(429), { how: 'later' }],
  ['an error of ours', refuse(500), { how: 'later' }],
  ['signed out', refuse(401), { how: 'signIn' }],
  ['somebody else signed in', refuse(403, 'other_account'), { how: 'other' }],
  ['an answer that says nothing', () => ({ status: 200, body: { results: [] } }), { how: 'later' }],
  ['a page instead of an answer', () => ({ status: 200, body: '<html>' }), { how: 'later' }],
])('%s keeps everything', async (_name, answer, ended) => {
  await write(3);
  const seen = serve(answer as () => { status: number });
  expect(await flush()).toMatchObject(ended);
  expect(seen).toHaveLength(1);
  expect(await progress()).toEqual(['waiting', 'waiting', 'waiting']);
});

test('an answer lost on the way is sent again and "same" is a yes', async () => {
  const [entry] = await write(1);
  serve(offline);
  await flush();
  const seen = serve(({ body }) => ({
    status: 200,
    body: { results: [{ id: body.items[0]?.id, outcome: 'same' }] },
  }));
  await flush();
  expect(seen[0]?.body.items[0]).toMatchObject({ id: entry?.id, revision: 1 });
  expect(await progress()).toEqual(['received']);
});

test('a refused entry is set aside with its reason, the others arrive', async () => {
  const [, bad] = await write(3);
  serve(({ body }) => ({
    status: 200,
    body: {
      results: body.items.map(({ id }) =>
        id === bad?.id
          ? { id, outcome: 'rejected', reason: 'day_closed' }
          : { id, outcome: 'created' },
      ),
    },
  }));
  expect(await flush()).toEqual({ how: 'done' });
  expect((await heldEntries(mia)).map((one) => one.reason)).toEqual([
    undefined,
    'day_closed',
    undefined,
  ]);
});

test('what was set aside is not sent again by itself', async () => {
  await write(1);
  serve(refuse(422));
  await flush();
  const seen = serve();
  await flush();
  expect(seen).toEqual([]);
});

test('a body too large is halved until it passes', async () => {
  await write(20);
  const limited = (request: Request) =>
    request.body.items.length > 6 ? refuse(413)() : takeAll(request);
  const seen = serve(...Array.from({ length: 20 }, () => limited));
  expect(await flush()).toEqual({ how: 'done' });
  expect(seen.slice(0, 3).map((r) => r.body.items.length)).toEqual([20, 10, 5]);
  expect(new Set(await progress())).toEqual(new Set(['received']));
});

test('one poisoned entry that spoils its whole batch ends up alone', async () => {
  const entries = await write(8);
  const poison = entries[5]?.id;
  const server = (request: Request) =>
    request.body.items.some(({ id }) => id === poison) ? refuse(422)() : takeAll(request);
  serve(...Array.from({ length: 40 }, () => server));
  expect(await flush()).toEqual({ how: 'done' });
  const stuck = (await heldEntries(mia)).filter((one) => one.progress === 'stuck');
  expect(stuck.map((one) => one.entry.id)).toEqual([poison]);
});

test('another person signing in neither sends nor loses what waits', async () => {
  await write(2);
  await setOwner(leo);
  const [his] = await write(1, leo);
  const seen = serve();
  await flush();
  expect(seen.flatMap((r) => r.body.items.map((i) => i.id))).toEqual([his?.id]);
  expect(await progress(mia)).toEqual(['waiting', 'waiting']);
});

test('nobody signed in sends nothing', async () => {
  await write(1);
  await setOwner(null);
  const seen = serve();
  expect(await flush()).toEqual({ how: 'done' });
  expect(seen).toEqual([]);
});

test('a correction made while sending goes out in the same round', async () => {
  const [entry] = await write(1);
  if (!entry) throw new Error('no entry');
  let correcting: Promise<void> = Promise.resolve();
  const seen = serve((request) => {
    correcting = keepEntry(mia, { ...entry, mood: 5, revision: 2 });
    return takeAll(request);
  });
  vi.stubGlobal(
    'fetch',
    slowed(globalThis.fetch, () => correcting),
  );
  await flush();
  expect(seen.map((r) => r.body.items[0]?.revision)).toEqual([1, 2]);
  expect(await progress()).toEqual(['received']);
});

/** The answer arrives only after `what` has happened. */
function slowed(real: typeof fetch, what: () => Promise<void>): typeof fetch {
  return async (...args) => {
    const answer = await real(...args);
    await what();
    return answer;
  };
}

test('while it is under way it says so, and stops saying so', async () => {
  const [entry] = await write(1);
  serve();
  await flush();
  expect(watcher.underWay.mock.calls).toEqual([[[entry?.id]], [[]]]);
});

test('two tabs take turns', async () => {
  await write(3);
  let free = Promise.resolve<unknown>(undefined);
  vi.stubGlobal('navigator', {
    locks: {
      request: (_name: string, work: () => Promise<unknown>) => {
        const turn = free.then(work);
        free = turn;
        return turn;
      },
    },
  });
  const seen = serve();
  await Promise.all([flush(), flush()]);
  expect(seen).toHaveLength(1);
});
