// Two tabs on one phone, as two copies of the whole app on one database: what is written in both at once is kept, drawn in
// both and sent once, for everything any feature declares.
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Answer, offline, type Request, serve, takeAll } from '../log/helpers';
import { leo, mia } from '../phone';
import { loadable, loadDeclarations } from './declared';
import { documentSamples, operationSamples } from './samples';

type Tab = Awaited<ReturnType<typeof openTab>>;

/** A copy of the app of its own. */
async function openTab() {
  vi.resetModules();
  await loadDeclarations();
  const { session, beginSession } = await import('../../src/offline/session');
  const { documentNamed, operationOf } = await import('../../src/offline/declarations');
  const { documentOf } = await import('../../src/offline/documents');
  const { outboxOf } = await import('../../src/offline/outbox');
  const { closeDatabase } = await import('../../src/offline/database');
  const { forgetKeys } = await import('../../src/offline/encryption');
  const { forgetLocks } = await import('../../src/offline/lock');
  const { forgetOwner } = await import('../../src/offline/owner');
  const people = await import('../../src/offline/sign-in');
  return {
    here: () => session.peek(),
    people,
    operationOf,
    outbox: () => outboxOf(session.peek()),
    async begin(account: string | null, signedIn: boolean) {
      await closeDatabase();
      forgetKeys();
      forgetLocks();
      forgetOwner();
      beginSession(account).signedIn.value = signedIn;
    },
    async add(kind: string, value: unknown) {
      const operation = await operationOf(kind);
      if (!operation) throw new Error(`${kind} is not declared`);
      await outboxOf(session.peek()).add(operation, value);
    },
    async document(name: string) {
      const definition = await documentNamed(name);
      if (!definition) throw new Error(`${name} is not declared`);
      return documentOf(session.peek(), definition);
    },
    items: () => outboxOf(session.peek()).all.value,
  };
}

let one: Tab;
let two: Tab;
const tabs = () => [one, two];

beforeAll(async () => {
  [one, two] = [await openTab(), await openTab()];
}, 60_000);

beforeEach(async () => {
  serve(...Array.from({ length: 500 }, () => offline));
  for (const tab of tabs()) await tab.begin(mia, false);
});
afterEach(async () => {
  for (const tab of tabs()) await tab.begin(null, false);
  vi.unstubAllGlobals();
});

const sendIn = async (tab: Tab) => {
  tab.here().signedIn.value = true;
  await tab.outbox().send();
};

/** Web Locks as browsers have them: one at a time over all tabs. */
function withLocks() {
  const turns = new Map<string, Promise<unknown>>();
  const request = (name: string, work: () => Promise<unknown>) => {
    const turn = (turns.get(name) ?? Promise.resolve()).then(work, work);
    turns.set(
      name,
      turn.catch(() => undefined),
    );
    return turn;
  };
  vi.stubGlobal('navigator', { locks: { request } });
}

/** Takes anything, and the plans as ours does. */
function serveAll() {
  const held = new Map<string, Record<string, unknown>>();
  const names = Object.keys(documentSamples);
  const answer = (request: Request): Answer => {
    const name = names.find((known) => request.path === `/api/v1/${known}`);
    if (!name) {
      const items: unknown[] = [];
      const batch = takeAll(request) as { body: object };
      return { status: 200, body: { items, missed: null, ...batch.body } };
    }
    const body = request.body as unknown as Record<string, unknown>;
    const before = held.get(name) ?? { version: 0 };
    if (request.method === 'GET') return { status: 200, body: before };
    if ('version' in body && body.version !== before.version)
      return { status: 409, body: { code: 'stale_version' } };
    const next = { ...body, version: (before.version as number) + 1 };
    held.set(name, next);
    return { status: 200, body: next };
  };
  return { seen: serve(...Array.from({ length: 500 }, () => answer)), held };
}

test('the two are really two', () => {
  expect(one.here()).not.toBe(two.here());
});

describe.each(loadable.operations)('operation %s', (kind) => {
  const sample = () => {
    const make = operationSamples[kind];
    if (!make) throw new Error(`no sample of "${kind}": add one to tests/offline/samples.ts`);
    return make() as { id: string };
  };

  test('added in two tabs at once, both are kept, and drawn in both', async () => {
    const [a, b, c, d] = [sample(), sample(), sample(), sample()];
    await Promise.all([one.add(kind, a), two.add(kind, b), one.add(kind, c), two.add(kind, d)]);
    for (const tab of tabs())
      await vi.waitFor(() =>
        expect(new Set(tab.items().map(({ value }) => value))).toEqual(new Set([a, b, c, d])),
      );
  });

  test.each([true, false])(
    'sent from two tabs at once it is taken, with its owner (locks: %s)',
    async (locks) => {
      const all = [sample(), sample()];
      await Promise.all([one.add(kind, all[0]), two.add(kind, all[1])]);
      if (locks) withLocks();
      const { seen } = serveAll();
      await Promise.all([sendIn(one), sendIn(two)]);
      await sendIn(two);
      const sent = seen.filter(({ method }) => method !== 'GET');
      const ids = sent.flatMap((r) =>
        r.body.items ? r.body.items.map((item) => item.id) : [r.path.split('/').at(-1) as string],
      );
      expect(new Set(ids)).toEqual(new Set(all.map(({ id }) => id)));
      if (locks) expect(ids).toHaveLength(2);
      expect(new Set(seen.map(({ account }) => account))).toEqual(new Set([mia]));
      expect(await two.outbox().countUnsent()).toBe(0);
    },
  );

  test('what one tab has sent, the other no longer says is only on this phone', async () => {
    serveAll();
    await two.outbox().open();
    await one.add(kind, sample());
    await vi.waitFor(() => expect(two.items()).toMatchObject([{ state: 'onPhone' }]));
    await sendIn(one);
    await vi.waitFor(() =>
      expect(two.items().filter(({ state }) => state !== 'saved')).toEqual([]),
    );
  });

  test('what waits of one person is not shown or sent under the next', async () => {
    const hers = sample();
    await one.add(kind, hers);
    await one.begin(leo, true);
    const { seen } = serveAll();
    await one.outbox().open();
    await one.outbox().send();
    expect(one.items()).toEqual([]);
    expect(seen).toEqual([]);
    await one.begin(mia, false);
    await one.outbox().open();
    expect(one.items().map(({ value }) => value)).toEqual([hers]);
  });
});

describe.each(loadable.documents)('document %s', (name) => {
  const write = async (tab: Tab, line: string) => {
    const add = documentSamples[name];
    if (!add) throw new Error(`no sample of "${name}": add one to tests/offline/samples.ts`);
    await (await tab.document(name)).change((content) => add(content as never, line));
  };
  const drawn = async (tab: Tab) => JSON.stringify((await tab.document(name)).view.value);

  test('changed in two tabs at once, both changes are kept, and drawn in both', async () => {
    for (const tab of tabs()) await (await tab.document(name)).open();
    const lines = ['walk', 'swim', 'sing', 'read'];
    await Promise.all(lines.map((line, at) => write(at % 2 ? two : one, line)));
    for (const tab of tabs())
      await vi.waitFor(async () => {
        const text = await drawn(tab);
        for (const line of lines) expect(text).toContain(`"${line}"`);
      });
  });

  test('what one tab has sent, the other no longer says is only on this phone', async () => {
    serveAll();
    for (const tab of tabs()) await (await tab.document(name)).open();
    await write(two, 'swim');
    await write(one, 'walk');
    await vi.waitFor(async () => expect(await drawn(two)).toContain('"walk"'));
    expect((await two.document(name)).view.value?.state).toBe('onPhone');
    one.here().signedIn.value = true;
    await (await one.document(name)).send();
    await vi.waitFor(async () =>
      expect((await two.document(name)).view.value?.state).toBe('saved'),
    );
  });

  test('both changes reach the server, with their owner', async () => {
    const { seen, held } = serveAll();
    for (const tab of tabs()) tab.here().signedIn.value = true;
    await Promise.all([write(one, 'walk'), write(two, 'swim')]);
    await vi.waitFor(async () => {
      await (await two.document(name)).send();
      expect(await two.outbox().countUnsent()).toBe(0);
    });
    for (const line of ['walk', 'swim']) expect(JSON.stringify(held.get(name))).toContain(line);
    expect(new Set(seen.map(({ account }) => account))).toEqual(new Set([mia]));
  });

  test('what waits of one person is not shown or sent under the next', async () => {
    await write(one, 'walk');
    await one.begin(leo, true);
    const { seen } = serveAll();
    const his = await one.document(name);
    await his.open();
    await his.send();
    expect(his.view.value).toBeNull();
    expect(seen).toEqual([]);
    await one.begin(mia, false);
    await (await one.document(name)).open();
    expect(await drawn(one)).toContain('walk');
  });
});

describe('another tab signs somebody in', () => {
  const person = (id: string) => ({
    id,
    display_name: id === leo ? 'Leo' : 'Mia',
    language: 'en',
    zone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
  });

  test('this one shows them, and nothing of who was here', async () => {
    await one.people.startSession();
    await one.people.accept(person(mia) as never);
    await one.here().cache.write('schedule', { hers: 1 });
    expect(one.people.me.value?.display_name).toBe('Mia');
    await two.people.accept(person(leo) as never);
    await vi.waitFor(() => expect(one.people.me.value?.display_name).toBe('Leo'));
    expect(one.here().account).toBe(leo);
    expect(await one.here().cache.read('schedule')).toBeNull();
  });

  test('who was signed out by the server and signs in again in one tab is in in both', async () => {
    await one.people.startSession();
    await two.people.startSession();
    for (const tab of tabs()) await tab.people.accept(person(mia) as never);
    serve(...Array.from({ length: 20 }, () => () => ({ status: 401, body: { code: 'x' } })));
    for (const tab of tabs()) await tab.people.whoIsHere();
    expect(tabs().map((tab) => tab.people.signInState.value)).toEqual(['out', 'out']);
    serve(...Array.from({ length: 50 }, () => offline));
    await two.people.accept(person(mia) as never);
    await vi.waitFor(() => expect(one.people.signInState.value).toBe('in'));
    expect(one.people.me.value?.display_name).toBe('Mia');
  });

  test('and when they sign out there, nobody is signed in here', async () => {
    await one.people.startSession();
    await one.people.accept(person(mia) as never);
    await two.people.accept(person(mia) as never);
    serve(() => ({ status: 204 }), ...Array.from({ length: 50 }, () => offline));
    await two.people.signOut();
    await vi.waitFor(() => expect(one.people.signInState.value).toBe('out'));
    expect(one.here().account).toBeNull();
    expect(one.people.me.value).toBeNull();
  });
});
