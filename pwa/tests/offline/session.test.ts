// A sign-in ends, on this page or elsewhere, and another begins: nothing of the one before is drawn, written or sent any
// more, whatever arrives late, and nothing of what they wrote is lost.

import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { checkinOperation } from '../../src/features/checkins/record';
import { log, readLog, refreshCheckins } from '../../src/features/checkins/state';
import { refreshSchedule, schedule } from '../../src/features/schedule/state';
import { Ended } from '../../src/offline/client';
import { database } from '../../src/offline/database';
import { outboxOf } from '../../src/offline/outbox';
import { owner } from '../../src/offline/owner';
import { startSending } from '../../src/offline/sending';
import { beginSession, perSession, Session, session } from '../../src/offline/session';
import {
  me,
  signInState,
  signOut,
  signOutHere,
  startSession,
  thrownOut,
} from '../../src/offline/sign-in';
import { makeEntry, offline, refuse, serve, takeAll } from '../log/helpers';
import { leo, makeMe, mia, restart, signIn } from '../phone';
import { makeNote, notes, several, single, write } from './notes';

beforeEach(async () => {
  serve(...Array.from({ length: 50 }, () => offline));
  await signIn(mia);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const ways: [string, () => unknown][] = [
  ['another person signs in', () => signIn(leo)],
  ['they sign out here', () => signOutHere(mia)],
  ['nobody is signed in any more', () => beginSession(null)],
  [
    'they sign out and in again',
    async () => {
      signOutHere(mia);
      await signIn(mia);
    },
  ],
];

/** A request whose answer comes when the test says so, abort or not. */
function slow() {
  let arrive: (response: Response) => void = () => undefined;
  const asked = vi.fn(
    (_path: string, _init: RequestInit) =>
      new Promise<Response>((resolve) => {
        arrive = resolve;
      }),
  );
  vi.stubGlobal('fetch', asked);
  return { asked, arrive: (body: unknown) => arrive(Response.json(body)) };
}

const everything = async () => {
  const db = await database();
  return (await Promise.all([db.getAllKeys('pocket'), db.getAllKeys('outbox')])).flat();
};

describe.each(ways)('when %s', (_way, end) => {
  test('timers of the one before never fire', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const [soon, later] = [vi.fn(), vi.fn()];
    const before = session.peek();
    before.timeout(soon, 1000);
    const ending = end();
    await vi.advanceTimersByTimeAsync(0);
    before.timeout(later, 1000);
    await vi.advanceTimersByTimeAsync(10_000);
    await ending;
    expect([soon.mock.calls.length, later.mock.calls.length]).toEqual([0, 0]);
  });

  test('requests under way are ended, and what still arrives is dropped', async () => {
    const { asked, arrive } = slow();
    const asking = session.peek().get('/schedule');
    await vi.waitFor(() => expect(asked).toHaveBeenCalled());
    await end();
    expect(asked.mock.calls[0]?.[1].signal?.aborted).toBe(true);
    arrive({ secret: 1 });
    await expect(asking).rejects.toThrow(Ended);
  });

  test('a late answer is neither drawn nor stored', async () => {
    const { asked, arrive } = slow();
    const asking = refreshSchedule();
    await vi.waitFor(() => expect(asked).toHaveBeenCalled());
    await end();
    const before = await everything();
    arrive({ sessions: [], enrollment: { phase: 'completed' } });
    await asking;
    await new Promise((then) => setTimeout(then, 5));
    expect(schedule.value).toBeNull();
    expect(await everything()).toEqual(before);
    expect((await new Session(mia).cache.read('schedule')) ?? null).toBeNull();
  });

  test('what is being encrypted at that moment is not written', async () => {
    const { cache } = session.peek();
    const outbox = outboxOf(session.peek());
    const writes = Promise.allSettled([
      cache.store('plan', { secret: 1 }),
      cache.write('other', { secret: 1 }),
      outbox.add(single, makeNote()),
    ]);
    await end();
    const [stored, , added] = await writes;
    expect(stored?.status).toBe('rejected');
    if (added?.status === 'rejected') expect(added.reason).toBeInstanceOf(Ended);
    expect(await new Session(mia).cache.read('plan')).toBeNull();
    expect(await new Session(mia).cache.read('other')).toBeNull();
  });

  test('what a screen drew is gone in the same moment', async () => {
    serve(() => ({ status: 200, body: { items: [makeEntry()] } }));
    await refreshCheckins();
    expect(log.value).toHaveLength(1);
    const drawn: number[] = [];
    const stop = log.subscribe((now) => drawn.push(now.length));
    await end();
    stop();
    expect(log.value).toEqual([]);
    expect(drawn).toEqual([1, 0]);
  });

  test('a feature’s own state is made anew', async () => {
    const state = perSession(() => signal(0));
    const mine = state();
    mine.value = 7;
    await end();
    expect(state()).not.toBe(mine);
    expect(state().value).toBe(0);
  });

  test('sending stops in the middle; what was not answered goes once its owner is back', async () => {
    const all = await write(single, ...notes(5));
    const seen = serve(async () => {
      await end();
      return { status: 200 };
    });
    await outboxOf(session.peek()).send();
    expect(seen.map(({ path, account }) => [path, account])).toEqual([
      [`/api/v1/notes/${all[0]?.id}`, mia],
    ]);
    serve(...Array.from({ length: 20 }, () => offline));
    await restart(mia);
    const again = serve();
    await outboxOf(session.peek()).send();
    // The first was taken, but nobody was there to hear it: it is said once more, under the same id.
    expect(again.map(({ path }) => path)).toEqual(all.map(({ id }) => `/api/v1/notes/${id}`));
    expect(await outboxOf(session.peek()).countUnsent()).toBe(0);
  });

  test('nothing can be written into the one before any more', async () => {
    const before = session.peek();
    await end();
    await expect(outboxOf(before).add(single, makeNote())).rejects.toThrow(Ended);
    await expect(before.cache.store('plan', 1)).rejects.toThrow();
    await outboxOf(before).send();
    expect(await before.cache.read('me')).toBeNull();
  });
});

describe('nobody', () => {
  beforeEach(() => {
    beginSession(null);
  });

  test('reads, writes and sends nothing', async () => {
    const seen = serve();
    const { cache } = session.peek();
    const outbox = outboxOf(session.peek());
    await cache.write('plan', 1);
    expect(await cache.read('me')).toBeNull();
    await expect(cache.store('plan', 1)).rejects.toThrow();
    await outbox.open();
    await outbox.send();
    await outbox.forgetOld(Date.now()).catch(() => undefined);
    expect(outbox.all.value).toEqual([]);
    expect(seen).toEqual([]);
    expect((await everything()).filter((key) => !String(key).startsWith(mia))).toEqual([]);
  });
});

describe('the server has ended the sign-in (401)', () => {
  beforeEach(async () => {
    serve(...Array.from({ length: 50 }, () => offline));
    await startSession();
    startSending();
  });

  test('everything stays on the phone, the way in is shown, and nothing is asked without end', async () => {
    await write(single, ...notes(2));
    await session.peek().cache.write('schedule', { week: 3 });
    const seen = serve(...Array.from({ length: 200 }, () => refuse(401, 'signed_out')));
    await Promise.all([outboxOf(session.peek()).send(), refreshSchedule(), refreshCheckins()]);
    await vi.waitFor(() => expect(signInState.value).toBe('out'));
    await new Promise((then) => setTimeout(then, 50));
    expect(seen.length).toBeLessThan(10);
    const asked = seen.length;
    dispatchEvent(new Event('online'));
    await new Promise((then) => setTimeout(then, 50));
    expect(seen).toHaveLength(asked);
    expect([thrownOut.value, me.value]).toEqual([true, null]);
    expect(await session.peek().cache.read('schedule')).toEqual({ week: 3 });
    expect(await outboxOf(session.peek()).countUnsent()).toBe(2);
    expect(await owner()).toBe(mia);
  });

  test('who signs in again finds what waited, and it goes', async () => {
    const all = await write(single, ...notes(2));
    serve(refuse(401, 'signed_out'));
    await outboxOf(session.peek()).send();
    await vi.waitFor(() => expect(signInState.value).toBe('out'));
    const seen = serve();
    await signIn(mia);
    await vi.waitFor(async () => expect(await outboxOf(session.peek()).countUnsent()).toBe(0));
    expect(seen.filter(({ method }) => method === 'PUT').map(({ path }) => path)).toEqual(
      all.map(({ id }) => `/api/v1/notes/${id}`),
    );
  });

  test('a passphrase that does not fit is no end of a sign-in', async () => {
    serve(refuse(401, 'wrong'));
    await session
      .peek()
      .post('/sign-in', {}, { expect401: true })
      .catch(() => undefined);
    expect(signInState.value).toBe('in');
  });
});

describe('another person is signed in here by now (403 other_account)', () => {
  beforeEach(async () => {
    serve(...Array.from({ length: 50 }, () => offline));
    await startSession();
  });

  test('the phone asks who, shows them, and keeps what waits of the one before', async () => {
    const [hers] = await write(single, makeNote());
    await signIn(leo);
    const [his] = await write(single, makeNote());
    await signIn(mia);
    const seen = serve(refuse(403, 'other_account'), () => ({ status: 200, body: makeMe(leo) }));
    await outboxOf(session.peek()).send();
    await vi.waitFor(() => expect(me.value?.id).toBe(leo));
    expect(session.peek().account).toBe(leo);
    expect(seen.slice(0, 2).map(({ path, account }) => [path, account])).toEqual([
      [`/api/v1/notes/${hers?.id}`, mia],
      ['/api/v1/me', null],
    ]);
    await outboxOf(session.peek()).send();
    await vi.waitFor(() =>
      expect(seen.some(({ path }) => path.endsWith(his?.id as string))).toBe(true),
    );
    expect(seen.filter(({ path }) => path.endsWith(hers?.id as string))).toHaveLength(1);
    await signIn(mia);
    expect(await outboxOf(session.peek()).countUnsent()).toBe(1);
  });

  test('a server that says so without end is not asked without end', async () => {
    await write(several, ...notes(3));
    const seen = serve(
      ...Array.from(
        { length: 200 },
        () =>
          ({ path }: { path: string }) =>
            path.endsWith('/me')
              ? { status: 200, body: makeMe(mia) }
              : refuse(403, 'other_account')(),
      ),
    );
    await outboxOf(session.peek()).send();
    await new Promise((then) => setTimeout(then, 50));
    expect(seen.length).toBeLessThan(5);
    expect(await outboxOf(session.peek()).countUnsent()).toBe(3);
  });
});

describe('signing out', () => {
  test('without a network changes nothing', async () => {
    await write(single, makeNote());
    await expect(signOut()).rejects.toThrow();
    expect([signInState.value, me.value?.id, await owner()]).toEqual(['in', mia, mia]);
    expect(await outboxOf(session.peek()).countUnsent()).toBe(1);
  });

  test('clears this person’s rows from the phone and leaves another’s', async () => {
    await signIn(leo);
    await write(single, makeNote());
    await signIn(mia);
    await write(single, makeNote());
    serve(() => ({ status: 204 }));
    await signOut();
    expect(signInState.value).toBe('out');
    expect(await owner()).toBeNull();
    expect((await (await database()).getAll('outbox')).map((row) => row.owner)).toEqual([leo]);
  });
});

test('two people one after the other on the same page see each their own log, offline', async () => {
  const entry = (note: string) => makeEntry({ note });
  const here = async (who: string, note: string) => {
    await signIn(who);
    await write(checkinOperation, entry(note));
  };
  await here(mia, 'hers');
  await here(leo, 'his');
  for (const [who, note] of [
    [mia, 'hers'],
    [leo, 'his'],
    [mia, 'hers'],
  ] as const) {
    await signIn(who);
    await readLog();
    expect(log.value.map((one) => one.entry.note)).toEqual([note]);
  }
  const seen = serve(takeAll);
  await outboxOf(session.peek()).send();
  expect(seen.map(({ account, body }) => [account, body.owner, body.items.length])).toEqual([
    [mia, mia, 1],
  ]);
});
