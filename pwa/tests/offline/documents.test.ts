// Documents: changed on this phone first, merged with what another phone wrote, and never lost in between.

import { effect, untracked } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { mergeLines } from '../../src/lib/merge';
import { type DocumentDefinition, declareDocument } from '../../src/offline/declarations';
import { documentOf } from '../../src/offline/documents';
import { readDraft } from '../../src/offline/documents-rows';
import { declareListDocument } from '../../src/offline/list-document';
import { sendAll } from '../../src/offline/sending';
import { session } from '../../src/offline/session';
import { leo, mia, refuseStorage, restart, signIn, unsent } from '../phone';

interface Lines {
  lines: string[];
  version: number;
}

const lines: DocumentDefinition<Lines> = declareDocument<Lines>({
  name: 'test-lines',
  empty: { lines: [], version: 0 },
  merge: (base, local, remote) => ({
    lines: mergeLines(base?.lines ?? [], local.lines, remote.lines),
    version: remote.version,
  }),
  body: (local, base) => ({ lines: local.lines, version: base?.version ?? 0 }),
  lost: (copy, answer) => copy.version > answer.version,
});

/** Counts versions and refuses a change made to an older one, as ours does. */
class Server {
  held: Lines = { lines: [], version: 0 };
  down = false;
  refuse: [number, string] | null = null;
  seen: { method: string; body: Lines | null; account: string | null }[] = [];
  /** Happens before the request is answered. */
  meanwhile: ((method: string) => unknown) | null = null;

  answer = async (_path: string, init: RequestInit): Promise<Response> => {
    if (this.down) throw new TypeError('no network');
    const method = init.method ?? 'GET';
    const body = init.body ? (JSON.parse(String(init.body)) as Lines) : null;
    this.seen.push({ method, body, account: new Headers(init.headers).get('Companion-Account') });
    await this.meanwhile?.(method);
    if (method === 'GET') return Response.json(this.held);
    if (this.refuse) return Response.json({ code: this.refuse[1] }, { status: this.refuse[0] });
    if (body?.version !== this.held.version)
      return Response.json({ code: 'stale_version' }, { status: 409 });
    this.held = { lines: body.lines, version: this.held.version + 1 };
    return Response.json(this.held);
  };

  elsewhere(...all: string[]): void {
    this.held = { lines: all, version: this.held.version + 1 };
  }
}

let server: Server;
const document = () => documentOf(session.peek(), lines);
const view = () => document().view.value;
const draft = () => readDraft<Lines>(session.peek().account as string, 'test-lines');
const add = (line: string) => document().change((now) => ({ ...now, lines: [...now.lines, line] }));
const puts = () => server.seen.filter(({ method }) => method === 'PUT');

/** Until there is nothing more to send. */
async function settled(): Promise<void> {
  await vi.waitFor(async () => {
    await document().send();
    expect(await draft()).toBeNull();
  });
}

beforeEach(async () => {
  server = new Server();
  vi.stubGlobal('fetch', server.answer);
  await signIn(mia);
});
afterEach(() => vi.unstubAllGlobals());

describe('on the phone first', () => {
  test('a change is on disk when it resolves, whatever the network does', async () => {
    server.down = true;
    await add('walk');
    expect(view()).toMatchObject({ content: { lines: ['walk'] } });
    await restart();
    await document().open();
    expect(view()).toMatchObject({ content: { lines: ['walk'] }, state: 'onPhone' });
    expect(await session.peek().cache.read<Lines>('test-lines')).toMatchObject({ lines: ['walk'] });
    expect(await unsent()).toBe(1);
  });

  test('it goes by itself, with the name of whose it is, and then nothing waits', async () => {
    await add('walk');
    await settled();
    expect(server.held).toEqual({ lines: ['walk'], version: 1 });
    expect(view()).toMatchObject({ content: server.held, state: 'saved', merged: false });
    expect(server.seen.map(({ account }) => account)).toEqual([mia]);
    expect(await unsent()).toBe(0);
  });

  test('nothing waiting means nothing is asked', async () => {
    await document().send();
    await sendAll(session.peek());
    expect(server.seen).toEqual([]);
  });

  test('a phone that cannot store the change says so', async () => {
    await refuseStorage();
    await expect(add('walk')).rejects.toThrow();
  });

  test('a phone that cannot store still draws what the server has', async () => {
    server.elsewhere('swim');
    await refuseStorage();
    await document().sync();
    expect(view()).toMatchObject({ content: { lines: ['swim'] }, state: 'saved' });
  });

  test('what one person changed is neither shown nor sent nor erased under the next', async () => {
    server.down = true;
    await add('walk');
    await signIn(leo);
    server.down = false;
    await document().open();
    expect(view()).toBeNull();
    await sendAll(session.peek());
    expect(puts()).toEqual([]);
    await signIn(mia);
    await document().open();
    expect(view()).toMatchObject({ content: { lines: ['walk'] } });
    await sendAll(session.peek());
    expect(server.held.lines).toEqual(['walk']);
  });

  test('nobody changes nothing', async () => {
    await session.peek().end();
    await expect(add('walk')).rejects.toThrow();
    expect(server.seen).toEqual([]);
  });

  test('a change that waits of a feature nobody opened goes all the same', async () => {
    server.down = true;
    await add('walk');
    await restart();
    server.down = false;
    await sendAll(session.peek());
    expect(server.held.lines).toEqual(['walk']);
  });
});

describe('another phone was faster', () => {
  test('both texts stand, a line taken out there is gone, and the screen says that it was merged', async () => {
    await add('walk');
    await add('sing');
    await settled();
    server.down = true;
    await add('read');
    server.elsewhere('walk', 'swim');
    server.down = false;
    await settled();
    expect(server.held.lines).toEqual(['walk', 'read', 'swim']);
    expect(view()).toMatchObject({ state: 'saved', merged: true, content: server.held });
    expect(puts().map(({ body }) => body?.version)).toContain(server.held.version - 1);
  });

  test('that it was merged is said until the person changes something again', async () => {
    server.elsewhere('swim');
    await add('walk');
    await settled();
    expect(view()?.merged).toBe(true);
    await add('sing');
    expect(view()?.merged).toBe(false);
  });

  test('a phone that writes before it ever read keeps what the server has', async () => {
    server.elsewhere('swim');
    await add('walk');
    await settled();
    expect(server.held.lines).toEqual(['walk', 'swim']);
  });

  test('faster again and again: nothing is lost, and it ends', async () => {
    let times = 3;
    server.meanwhile = (method) => {
      if (method !== 'PUT' || times === 0) return;
      times -= 1;
      server.elsewhere(...server.held.lines, `swim ${times}`);
    };
    await add('walk');
    await settled();
    expect(new Set(server.held.lines)).toEqual(new Set(['walk', 'swim 2', 'swim 1', 'swim 0']));
  });

  test('faster without end: the round ends, and what was written waits', async () => {
    server.meanwhile = (method) => method === 'PUT' && server.elsewhere('swim');
    await add('walk');
    await document().sync();
    await vi.waitFor(() => expect(view()?.state).toBe('onPhone'));
    expect((await draft())?.local.lines).toContain('walk');
    server.meanwhile = null;
    await settled();
    expect(server.held.lines).toEqual(['walk', 'swim']);
  });
});

describe('changed while it is under way', () => {
  test.each(['PUT', 'GET'])('a line written during a %s is kept and sent', async (during) => {
    server.held = { lines: ['walk'], version: 1 };
    if (during === 'PUT') {
      server.down = true;
      await add('sing');
      server.down = false;
    }
    let once = true;
    server.meanwhile = async (method) => {
      if (method !== during || !once) return;
      once = false;
      await add('read');
    };
    await document().sync();
    await settled();
    expect(server.held.lines).toContain('read');
    expect(server.held.lines).toContain('walk');
    expect(view()).toMatchObject({ state: 'saved', content: server.held });
  });

  test('a line taken out while the first version is under way is not brought back by its answer', async () => {
    server.down = true;
    await add('walk');
    await add('sing');
    server.down = false;
    let once = true;
    server.meanwhile = async (method) => {
      if (method !== 'PUT' || !once) return;
      once = false;
      await document().change((now) => ({
        ...now,
        lines: now.lines.filter((one) => one !== 'walk'),
      }));
    };
    await document().sync();
    await settled();
    expect(server.held.lines).toEqual(['sing']);
  });

  test('a change in the very last moment of a sync is still sent', async () => {
    await add('walk');
    await settled();
    // The change is written at each moment between the answer and the end of the round, one after the other.
    for (let moments = 0; moments < 40; moments += 1) {
      const line = `line ${moments}`;
      const syncing = document().sync();
      for (let moment = 0; moment < moments; moment += 1)
        await new Promise((then) => setTimeout(then, 0));
      await add(line);
      await syncing;
      await vi.waitFor(() => expect(server.held.lines).toContain(line));
    }
    await settled();
    expect(server.held.lines).toHaveLength(41);
    expect(view()?.state).toBe('saved');
  });

  test('a call that comes while a round is ending waits for the round after it', async () => {
    const here = session.peek();
    here.signedIn.value = false;
    await add('walk');
    here.signedIn.value = true;
    server.refuse = [503, 'later'];
    let asked = false;
    const stop = effect(() => {
      const state = view()?.state; // first, so that the effect follows it
      if (asked || server.seen.length === 0 || state !== 'onPhone') return;
      asked = true;
      server.refuse = null;
      untracked(() => void document().sync());
    });
    await document().sync();
    stop();
    expect(asked).toBe(true);
    expect(server.held.lines).toEqual(['walk']);
    expect(await draft()).toBeNull();
  });

  test('a call that comes while the server’s copy is asked for asks for it no second time', async () => {
    let once = true;
    server.meanwhile = () => {
      if (once) void document().sync();
      once = false;
    };
    await document().sync();
    expect(server.seen).toHaveLength(1);
  });

  test('changes made at once from all sides keep all', async () => {
    await Promise.all(Array.from({ length: 10 }, (_, at) => add(`line ${at}`)));
    expect(new Set(view()?.content.lines).size).toBe(10);
    await settled();
    expect(new Set(server.held.lines).size).toBe(10);
  });
});

describe('a server restored from an older copy', () => {
  test('is given back what it lost', async () => {
    await add('walk');
    await add('sing');
    await settled();
    server.held = { lines: ['walk'], version: server.held.version - 1 };
    await document().sync();
    await settled();
    expect(server.held.lines).toEqual(['walk', 'sing']);
    expect(view()).toMatchObject({ state: 'saved' });
  });

  test('that has nothing at all is given all', async () => {
    await add('walk');
    await settled();
    server.held = { lines: [], version: 0 };
    await document().sync();
    await settled();
    expect(server.held.lines).toEqual(['walk']);
  });
});

describe('answers', () => {
  test.each([400, 403, 404, 413, 422])(
    'a %i is shown with its reason, kept, and not tried without end',
    async (status) => {
      server.refuse = [status, 'too_much'];
      await add('walk');
      await document().sync();
      await vi.waitFor(() =>
        expect(view()).toMatchObject({
          state: 'refused',
          reason: status === 413 ? 'too_large' : 'too_much',
          content: { lines: ['walk'] },
        }),
      );
      expect((await draft())?.local.lines).toEqual(['walk']);
      expect(puts().length).toBeLessThanOrEqual(2);
      expect(await unsent()).toBe(1);
    },
  );

  test('a refused one that is changed is tried again', async () => {
    server.refuse = [422, 'too_much'];
    await add('walk');
    await document().sync();
    server.refuse = null;
    await add('sing');
    await settled();
    expect(server.held.lines).toEqual(['walk', 'sing']);
    expect(view()).toMatchObject({ state: 'saved', reason: undefined });
  });

  test('why it was refused is still there when the screen is opened again', async () => {
    server.refuse = [422, 'too_much'];
    await add('walk');
    await document().sync();
    await vi.waitFor(() => expect(view()?.state).toBe('refused'));
    await document().open();
    expect(view()).toMatchObject({ state: 'refused', reason: 'too_much' });
  });

  test.each([401, 408, 429, 500, 503])('a %i keeps it', async (status) => {
    server.refuse = [status, 'later'];
    await add('walk');
    await document().sync();
    await vi.waitFor(() => expect(view()?.state).toBe('onPhone'));
    expect((await draft())?.local.lines).toEqual(['walk']);
  });

  test('somebody else’s sign-in keeps it, too', async () => {
    server.refuse = [403, 'other_account'];
    await add('walk');
    await document().sync();
    await vi.waitFor(() => expect(view()?.state).toBe('onPhone'));
    expect((await draft())?.local.lines).toEqual(['walk']);
  });

  test('the server’s copy that never came leaves an empty one to write in', async () => {
    server.down = true;
    await document().sync();
    expect(view()).toMatchObject({ content: { lines: [] }, state: 'saved' });
  });
});

interface List {
  things: { id: string; rev: number; gone: boolean; name: string }[];
  theirs: number;
}

const list = declareListDocument<List>('test-list', ['things'], { things: [], theirs: 0 });

describe('documents that are lists', () => {
  const thing = (id: string, rev = 1, gone = false) => ({ id, rev, gone, name: `${id}${rev}` });

  test('merge entry by entry: the higher revision stands, what is gone stays gone', () => {
    const mine = { things: [thing('a', 2), thing('b'), thing('c', 3, true)], theirs: 1 };
    const theirs = { things: [thing('a'), thing('c', 2), thing('d')], theirs: 7 };
    expect(list.merge(null, mine, theirs)).toEqual({
      things: [thing('a', 2), thing('b'), thing('c', 3, true), thing('d')],
      theirs: 7,
    });
  });

  test('send their lists and nothing of what is the server’s to say', () => {
    expect(list.body({ things: [thing('a')], theirs: 7 }, null)).toEqual({ things: [thing('a')] });
  });

  test('know when the server lacks something', () => {
    const both = { things: [thing('a'), thing('b')], theirs: 1 };
    expect(list.lost(both, { things: [thing('b'), thing('a')], theirs: 2 })).toBe(false);
    expect(list.lost(both, { things: [thing('a')], theirs: 2 })).toBe(true);
    expect(
      list.lost({ things: [thing('a', 2)], theirs: 1 }, { things: [thing('a')], theirs: 1 }),
    ).toBe(true);
    expect(list.lost({ things: [], theirs: 1 }, both)).toBe(false);
  });
});
