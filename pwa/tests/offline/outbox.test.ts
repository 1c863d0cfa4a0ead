// What waits on this phone: rows encrypted to their owner that leave only when the server said yes, one refused row holds up
// no other, and whatever the server or the phone does in between, nothing is lost or given to somebody else.

import { effect, untracked } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { database, type OutboxRecord } from '../../src/offline/database';
import { type Sealed, seal, unseal } from '../../src/offline/encryption';
import { outboxOf } from '../../src/offline/outbox';
import { beginSession, session } from '../../src/offline/session';
import { type Answer, offline, type Request, refuse, serve, takeAll } from '../log/helpers';
import { makeRandom } from '../log/random';
import { leo, mia, restart, signIn } from '../phone';
import { makeNote, type Note, notes, several, single, thirtyDays, write } from './notes';

const box = () => outboxOf(session.peek());
const send = () => box().send();
const states = () => box().all.value.map((item) => item.state);
const ids = () => box().all.value.map((item) => item.id);
const rows = async () =>
  (await (await database()).getAll('outbox')) as (OutboxRecord & { sealed: Sealed })[];
const pathsOf = (seen: Request[]) => seen.map(({ path }) => path.replace('/api/v1', ''));
const taken = (): Answer => ({ status: 200 });

beforeEach(() => signIn(mia));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('on the phone', () => {
  test('an item survives the page that wrote it', async () => {
    const [note] = await write(single, makeNote({ text: 'only mine' }));
    await restart();
    await box().open();
    expect(box().all.value).toMatchObject([{ id: note?.id, value: note, state: 'onPhone' }]);
  });

  test('nothing that was said lies readable on it', async () => {
    await write(single, makeNote({ text: 'only mine' }));
    const [row] = await rows();
    const bytes = new TextDecoder('latin1').decode(row?.sealed.body);
    expect(JSON.stringify(row) + bytes).not.toContain('only mine');
    expect(Object.keys(row ?? {}).sort()).toEqual(
      ['group', 'id', 'kind', 'order', 'owner', 'sealed', 'state', 'token'].sort(),
    );
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

  test('a phone that stores nothing says so, and says nothing any more once it stores again', async () => {
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new DOMException('no', 'QuotaExceededError');
      },
    });
    const { closeDatabase } = await import('../../src/offline/database');
    await closeDatabase();
    await expect(box().add(single, makeNote())).rejects.toThrow();
    expect(box().storageFails.value).toBe(true);
    vi.unstubAllGlobals();
    await write(single, makeNote());
    expect(box().storageFails.value).toBe(false);
  });

  test('another person sees nothing of it, sends nothing of it and cannot change it', async () => {
    const [note] = await write(single, makeNote());
    await signIn(leo);
    await box().open();
    expect(box().all.value).toEqual([]);
    await box().retry(note?.id as string);
    await box().discard(note?.id as string);
    const [his] = await write(single, makeNote());
    const seen = serve();
    await send();
    expect(pathsOf(seen)).toEqual([`/notes/${his?.id}`]);
    await signIn(mia);
    await box().open();
    expect(ids()).toEqual([note?.id]);
  });

  test('nobody signed in writes, reads and sends nothing', async () => {
    await write(single, makeNote());
    const seen = serve();
    beginSession(null);
    await expect(box().add(single, makeNote())).rejects.toThrow();
    await box().open();
    await send();
    expect(box().all.value).toEqual([]);
    expect(seen).toEqual([]);
    expect(await rows()).toHaveLength(1);
  });
});

describe('order', () => {
  test('the oldest go first, whatever kind they are', async () => {
    const [a, b, c] = notes(3);
    const here = session.peek();
    here.signedIn.value = false;
    await box().add(single, c as Note, 3000);
    await box().add(single, a as Note, 1000);
    await box().add(several, b as Note, 2000);
    here.signedIn.value = true;
    const seen = serve(taken, takeAll, taken);
    await send();
    expect(pathsOf(seen)).toEqual([`/notes/${a?.id}`, '/several/batch', `/notes/${c?.id}`]);
  });

  test('a hundred of one millisecond go in the order they were made', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000 });
    const all = await write(single, ...notes(100));
    const seen = serve();
    await send();
    expect(pathsOf(seen)).toEqual(all.map(({ id }) => `/notes/${id}`));
  });

  test('what belongs together waits for what was said before; everything else goes on', async () => {
    const [first, second] = [makeNote({ about: 'tuesday' }), makeNote({ about: 'tuesday' })];
    const other = makeNote();
    await write(single, first, second, other);
    const seen = serve(refuse(500));
    await send();
    expect(pathsOf(seen)).toEqual([`/notes/${first.id}`, `/notes/${other.id}`]);
    expect(ids()).toEqual([first.id, second.id]);
    await send();
    expect(pathsOf(seen).slice(2)).toEqual([`/notes/${first.id}`, `/notes/${second.id}`]);
    expect(box().all.value).toEqual([]);
  });

  test('a no to the first of a group is no no to the second', async () => {
    const [first, second] = [makeNote({ about: 'tuesday' }), makeNote({ about: 'tuesday' })];
    await write(single, first, second);
    const seen = serve(refuse(422));
    await send();
    expect(pathsOf(seen)).toEqual([`/notes/${first.id}`, `/notes/${second.id}`]);
    expect(box().all.value).toMatchObject([{ id: first.id, state: 'refused' }]);
  });
});

describe('versions', () => {
  test('a newer version takes the place of the one that waits', async () => {
    const note = makeNote();
    await write(single, note, { ...note, text: 'newer' });
    const seen = serve();
    await send();
    expect(seen.map(({ body }) => body)).toEqual([{ text: 'newer' }]);
  });

  test.each([
    ['one by one', single, () => ({ status: 200 })],
    ['in a batch', several, takeAll],
  ])(
    'a version written while the first is under way still goes (%s)',
    async (_how, operation, answer) => {
      const note = makeNote();
      await write(operation, note);
      const seen = serve(async (request) => {
        await box().add(operation, { ...note, text: 'newer' });
        return answer(request);
      }, answer);
      await send();
      await vi.waitFor(() => expect(seen).toHaveLength(2));
      expect(JSON.stringify(seen[1]?.body)).toContain('newer');
      await vi.waitFor(async () => expect(await box().countUnsent()).toBe(0));
      expect(seen).toHaveLength(2);
    },
  );

  test('a version written while the first is refused is tried', async () => {
    const note = makeNote();
    await write(single, note);
    serve(async () => {
      await box().add(single, { ...note, text: 'newer' });
      return refuse(422)();
    });
    await send();
    await vi.waitFor(async () => expect(await rows()).toEqual([]));
  });

  test('a version written after a no is tried, and the no is forgotten', async () => {
    const note = makeNote();
    await write(single, note);
    serve(refuse(422), taken);
    await send();
    expect(states()).toEqual(['refused']);
    await write(single, { ...note, text: 'newer' });
    expect(box().all.value).toMatchObject([{ state: 'onPhone', reason: undefined }]);
    await send();
    expect(await rows()).toEqual([]);
  });
});

describe('batches', () => {
  test('a hundred go in two requests, oldest first, with their owner', async () => {
    const all = await write(several, ...notes(100));
    const seen = serve();
    await send();
    expect(seen.map((r) => [r.path, r.account, r.body.items.length])).toEqual([
      ['/api/v1/several/batch', mia, 50],
      ['/api/v1/several/batch', mia, 50],
    ]);
    expect(seen.flatMap((r) => r.body.items.map((i) => i.id))).toEqual(all.map((n) => n.id));
    expect(new Set(states())).toEqual(new Set(['saved']));
    expect(box().lastTry.value).toBe('done');
  });

  test('a body too large is halved until it passes', async () => {
    await write(several, ...notes(20));
    const limited = (request: Request) =>
      request.body.items.length > 6 ? refuse(413)() : takeAll(request);
    const seen = serve(...Array.from({ length: 20 }, () => limited));
    await send();
    expect(seen.slice(0, 3).map((r) => r.body.items.length)).toEqual([20, 10, 5]);
    expect(new Set(states())).toEqual(new Set(['saved']));
  });

  test('a single one that is too large ends refused', async () => {
    await write(several, makeNote());
    serve(refuse(413), refuse(413));
    await send();
    expect(box().all.value).toMatchObject([{ state: 'refused', reason: 'too_large' }]);
  });

  test.each([1, 2, 3, 8, 50, 51])(
    'one poisoned item of %i that spoils its whole batch ends up alone',
    async (count) => {
      const all = await write(several, ...notes(count));
      const poison = all[Math.floor(count / 2)]?.id;
      const server = (request: Request) =>
        request.body.items.some(({ id }) => id === poison) ? refuse(422)() : takeAll(request);
      serve(...Array.from({ length: 200 }, () => server));
      await send();
      expect(box().refused.value.map((item) => item.id)).toEqual([poison]);
      expect(states().filter((one) => one === 'saved')).toHaveLength(count - 1);
      expect(box().lastTry.value).toBe('done');
    },
  );

  test('one that makes the server stumble waits alone, the others go', async () => {
    const all = await write(several, ...notes(8));
    const poison = all[5]?.id;
    const server = (request: Request) =>
      request.body.items.some(({ id }) => id === poison) ? refuse(500)() : takeAll(request);
    serve(...Array.from({ length: 200 }, () => server));
    await send();
    const waiting = box().all.value.filter((item) => item.state === 'onPhone');
    expect(waiting.map((item) => item.id)).toEqual([poison]);
    expect(box().lastTry.value).toBe('later');
  });

  test('a refused item is set aside with its reason, the others arrive', async () => {
    const [, bad] = await write(several, ...notes(3));
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
    await send();
    expect(box().all.value.map((item) => item.reason)).toEqual([
      undefined,
      'day_closed',
      undefined,
    ]);
    expect(box().lastTry.value).toBe('done');
  });

  test('one the server does not mention waits on', async () => {
    const [, quiet] = await write(several, ...notes(3));
    const seen = serve(
      ({ body }) => ({
        status: 200,
        body: {
          results: body.items
            .filter(({ id }) => id !== quiet?.id)
            .map(({ id }) => ({ id, outcome: 'created' })),
        },
      }),
      offline,
    );
    await send();
    expect(seen).toHaveLength(2);
    expect(states()).toEqual(['saved', 'onPhone', 'saved']);
  });
});

describe('answers', () => {
  test.each([
    ['no network', offline, 'later'],
    ['a busy server', refuse(503), 'later'],
    ['a proxy without a server', refuse(502), 'later'],
    ['too many', refuse(429), 'later'],
    ['signed out', refuse(401), 'signIn'],
    ['somebody else signed in', refuse(403, 'other_account'), 'other'],
    ['an answer that says nothing', () => ({ status: 200, body: { results: [] } }), 'later'],
    ['a page instead of an answer', () => ({ status: 200, text: '<html>' }), 'later'],
  ])('%s keeps everything after one request', async (_name, answer, ended) => {
    await write(several, ...notes(3));
    await write(single, makeNote());
    const seen = serve(answer as () => Answer);
    await send();
    expect(seen).toHaveLength(1);
    expect(states()).toEqual(['onPhone', 'onPhone', 'onPhone', 'onPhone']);
    expect(box().lastTry.value).toBe(ended);
  });

  test('an answer of another shape keeps everything', async () => {
    await write(several, ...notes(3));
    serve(...Array.from({ length: 9 }, () => () => ({ status: 200, body: '<html>' })));
    await send();
    expect(states()).toEqual(['onPhone', 'onPhone', 'onPhone']);
    expect(box().lastTry.value).toBe('later');
  });

  test.each([500, 408, 425, 501])(
    'a %i of one sets that one aside, and the others go',
    async (status) => {
      const [first] = await write(single, ...notes(3));
      serve(refuse(status));
      await send();
      expect(ids()).toEqual([first?.id]);
      expect(states()).toEqual(['onPhone']);
      expect(box().lastTry.value).toBe('later');
    },
  );

  test.each([400, 403, 404, 409, 422])(
    'a %i is final: kept, shown with its reason, and not tried by itself',
    async (status) => {
      const [first, second] = await write(single, ...notes(2));
      const seen = serve(refuse(status, 'not_so'));
      await send();
      await send();
      expect(pathsOf(seen)).toEqual([`/notes/${first?.id}`, `/notes/${second?.id}`]);
      expect(box().refused.value).toMatchObject([
        { id: first?.id, value: first, reason: 'not_so' },
      ]);
      await restart();
      await box().open();
      expect(box().refused.value).toMatchObject([
        { id: first?.id, value: first, reason: 'not_so' },
      ]);
      expect(await box().countUnsent()).toBe(1);
    },
  );

  test('a refused one is tried again when the person says so, and goes when they let it go', async () => {
    const [first, second] = await write(single, ...notes(2));
    const seen = serve(refuse(422), refuse(422));
    await send();
    await box().retry(first?.id as string);
    expect(pathsOf(seen)).toHaveLength(3);
    expect(ids()).toEqual([second?.id]);
    await box().discard(second?.id as string);
    expect(await rows()).toEqual([]);
  });

  test('an answer lost on the way is sent again, and "same" is a yes', async () => {
    const [note] = await write(several, makeNote());
    serve(offline);
    await send();
    const seen = serve(({ body }) => ({
      status: 200,
      body: { results: [{ id: body.items[0]?.id, outcome: 'same' }] },
    }));
    await send();
    expect(seen[0]?.body.items[0]).toMatchObject({ id: note?.id });
    expect(states()).toEqual(['saved']);
  });

  test('a yes takes a single one off the phone, and says what the server answered', async () => {
    const accepted = vi.fn();
    await write({ ...single, accepted }, makeNote());
    serve(() => ({ status: 201, body: { learned: 1 } }));
    const known = single.accepted;
    single.accepted = accepted;
    await send();
    single.accepted = known;
    expect(accepted).toHaveBeenCalledWith(session.peek(), expect.anything(), { learned: 1 });
    expect(await rows()).toEqual([]);
  });

  test('while it is under way it says so, and stops saying so', async () => {
    await write(single, makeNote());
    const during: string[][] = [];
    serve(() => {
      during.push(states());
      return { status: 503 };
    });
    await send();
    expect(during).toEqual([['sending']]);
    expect(states()).toEqual(['onPhone']);
  });
});

describe('when to try again', () => {
  test('a call that comes while a round is ending waits for the round after it', async () => {
    await write(single, makeNote());
    const seen = serve(() => ({ status: 503 }));
    let asked = false;
    const stop = effect(() => {
      const [state] = states(); // first, so that the effect follows it
      if (asked || seen.length === 0 || state !== 'onPhone') return;
      asked = true;
      untracked(() => void send());
    });
    await send();
    stop();
    expect(asked).toBe(true);
    expect(seen).toHaveLength(2);
    expect(await box().countUnsent()).toBe(0);
  });

  const tries = async (answer: () => Answer) => {
    vi.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout', 'Date'],
      now: Date.UTC(2026, 2, 10),
    });
    const planned = vi.spyOn(session.peek(), 'timeout');
    await write(single, makeNote());
    const seen = serve(answer);
    await send();
    return { seen, wait: planned.mock.calls.at(-1)?.[1] as number };
  };

  test('by itself, after a pause that grows', async () => {
    const { seen, wait } = await tries(offline);
    expect(wait).toBeGreaterThanOrEqual(1000);
    expect(wait).toBeLessThanOrEqual(2000);
    await vi.advanceTimersByTimeAsync(wait);
    await vi.waitFor(() => expect(seen).toHaveLength(2));
  });

  test.each([
    ['seconds', '90', 90_000],
    ['a date', new Date(Date.UTC(2026, 2, 10, 0, 5)).toUTCString(), 300_000],
  ])('no sooner than the server asked for in %s', async (_how, header, least) => {
    const { wait } = await tries(refuse(429, 'busy', { 'Retry-After': header }));
    expect(wait).toBe(least);
  });

  test('one that the server stumbles over is tried again, too', async () => {
    const { seen, wait } = await tries(refuse(500));
    await vi.advanceTimersByTimeAsync(wait);
    await vi.waitFor(() => expect(seen).toHaveLength(2));
  });

  test.each([401, 422])('after a %i nothing is planned', async (status) => {
    const { wait } = await tries(refuse(status));
    expect(wait).toBeUndefined();
  });
});

describe('what this version does not know', () => {
  test('a kind of a newer app waits, is counted, and holds up no other', async () => {
    const unknown = { ...single, kind: 'of-a-newer-app' };
    const [later] = await write(unknown, makeNote());
    const [note] = await write(single, makeNote());
    const seen = serve();
    await send();
    expect(pathsOf(seen)).toEqual([`/notes/${note?.id}`]);
    expect(box().all.value).toMatchObject([{ id: later?.id, state: 'onPhone', value: later }]);
    expect(await box().countUnsent()).toBe(1);
    expect(box().lastTry.value).toBe('done');
  });

  test('one that its own feature cannot send holds up no other', async () => {
    const [odd, fine] = await write(single, { id: 'odd' } as never, makeNote());
    const { send: real } = single;
    single.send = (of, note) => real(of, { ...note, text: note.text.trim() });
    const seen = serve();
    await send();
    single.send = real;
    expect(pathsOf(seen)).toEqual([`/notes/${fine?.id}`]);
    expect(box().all.value).toMatchObject([{ id: odd?.id, state: 'onPhone' }]);
    expect(box().lastTry.value).toBe('later');
  });

  test('a row that does not open is shown, not sent, kept, and holds up no other', async () => {
    const [broken, fine] = await write(single, ...notes(2));
    const db = await database();
    const row = await db.get('outbox', broken?.id as string);
    const sealed = await seal(mia, 'elsewhere', 1);
    await db.put('outbox', { ...row, sealed, token: 'another' } as never);
    await restart();
    const seen = serve();
    await send();
    expect(pathsOf(seen)).toEqual([`/notes/${fine?.id}`]);
    expect(box().all.value).toMatchObject([
      { id: broken?.id, state: 'refused', reason: 'unreadable', value: null },
    ]);
    expect(await db.get('outbox', broken?.id as string).catch(() => 'closed')).toBeTruthy();
    expect(await box().countUnsent()).toBe(1);
  });

  test('other things in the same store are left alone, and counted for their owner only', async () => {
    const db = await database();
    await db.put('outbox', { id: 'plan', owner: mia, kind: 'document', name: 'x', token: 't' });
    await write(single, makeNote());
    await box().open();
    expect(box().all.value).toHaveLength(1);
    expect(await box().countUnsent()).toBe(2);
    serve();
    await send();
    expect(await db.get('outbox', 'plan')).toMatchObject({ kind: 'document' });
    await signIn(leo);
    expect(await box().countUnsent()).toBe(0);
  });
});

describe('what the server has', () => {
  const day = 86_400_000;

  test('stays here as long as its operation says, and can be given again', async () => {
    const here = session.peek();
    here.signedIn.value = false;
    const start = Date.UTC(2026, 2, 10);
    const note = makeNote();
    await box().add(several, note, start);
    here.signedIn.value = true;
    serve();
    await send();
    await box().forgetOld(start + thirtyDays - 1);
    expect(states()).toEqual(['saved']);
    await box().sendAgain();
    expect(states()).toEqual(['onPhone']);
    const seen = serve();
    await send();
    expect(seen[0]?.body.items).toMatchObject([{ id: note.id }]);
    await box().forgetOld(start + thirtyDays + 1);
    expect(await rows()).toEqual([]);
  });

  test('what was never sent, or refused, is not forgotten', async () => {
    await write(several, ...notes(2));
    await box().forgetOld(Date.now() + 400 * day);
    serve(refuse(422), refuse(422), refuse(422));
    await send();
    await box().forgetOld(Date.now() + 400 * day);
    expect(states()).toEqual(['refused', 'refused']);
  });

  test('what the server was given is not counted as unsent', async () => {
    await write(several, ...notes(2));
    expect(await box().countUnsent()).toBe(2);
    serve();
    await send();
    expect(await box().countUnsent()).toBe(0);
    expect(await rows()).toHaveLength(2);
  });
});

test('asked to send at once from all sides, each thing goes once', async () => {
  await write(single, ...notes(3));
  const seen = serve();
  await Promise.all([send(), send(), send()]);
  await send();
  expect(new Set(pathsOf(seen)).size).toBe(3);
  expect(seen).toHaveLength(3);
});

test.each(Array.from({ length: 20 }, (_, seed) => seed))(
  'whatever the server answers, everything is taken once or shown as refused (%i)',
  async (seed) => {
    const random = makeRandom(seed);
    const any = <T>(list: T[]) => list[Math.floor(random() * list.length)] as T;
    const all: Note[] = [];
    for (let turn = 0; turn < 12; turn += 1)
      all.push(...(await write(any([single, several]), makeNote({ about: any(['a', 'b', 'c']) }))));
    const server = new Map<string, number>();
    const said = new Set<string>();
    const take = (id: string) => server.set(id, (server.get(id) ?? 0) + 1);
    const answer = (request: Request): Answer => {
      const given = request.body.items?.map(({ id }) => id) ?? [request.path.split('/').at(-1)];
      if (random() < 0.3) return any([offline, refuse(500), refuse(503), refuse(429)])();
      if (random() < 0.15) {
        if (given.length === 1) said.add(given[0] as string);
        return refuse(422)();
      }
      for (const id of given) take(id as string);
      return takeAll(request);
    };
    serve(...Array.from({ length: 2000 }, () => answer));
    for (
      let turn = 0;
      turn < 60 && (await box().countUnsent()) > box().refused.value.length;
      turn += 1
    )
      await send();
    for (const { id } of all) {
      const refusedHere = box().refused.value.some((item) => item.id === id);
      expect([id, server.get(id) ?? 0, refusedHere]).toEqual([
        id,
        refusedHere ? 0 : 1,
        said.has(id) && refusedHere,
      ]);
    }
  },
);
