// The service worker's answers: screens open from the cache, data never does, and an old build stays one round.
import { beforeEach, expect, test, vi } from 'vitest';

type Listener = (event: unknown) => void;
const heard = new Map<string, Listener>();
const store = new Map<string, Map<string, Response>>();
const network = vi.fn(async () => new Response('from the network'));
const skipWaiting = vi.fn(async () => undefined);
const claim = vi.fn(async () => undefined);

const cacheOf = (name: string) => {
  if (!store.has(name)) store.set(name, new Map());
  return store.get(name) as Map<string, Response>;
};

beforeEach(async () => {
  heard.clear();
  store.clear();
  network.mockClear();
  vi.resetModules();
  vi.stubGlobal('__PRECACHE__', ['/index.html', '/help.html', '/assets/app-1.js']);
  vi.stubGlobal('__BUILD_ID__', 'new');
  vi.stubGlobal('self', {
    location: new URL('https://app.test/sw.js'),
    addEventListener: (name: string, then: Listener) => heard.set(name, then),
    skipWaiting,
    clients: { claim },
  });
  vi.stubGlobal('fetch', network);
  vi.stubGlobal('caches', {
    open: async (name: string) => ({
      addAll: async (all: Request[]) => {
        for (const one of all) cacheOf(name).set(new URL(one.url).pathname, new Response(one.url));
      },
      put: async (path: string, file: Response) => cacheOf(name).set(path, file),
    }),
    keys: async () => [...store.keys()],
    delete: async (name: string) => store.delete(name),
    match: async (path: string, how: { cacheName?: string }) =>
      how.cacheName
        ? store.get(how.cacheName)?.get(path)?.clone()
        : [...store.values()]
            .find((cache) => cache.has(path))
            ?.get(path)
            ?.clone(),
  });
  // By name only: the worker's own files are checked with the worker's types, not a page's.
  for (const part of ['install', 'activate', 'fetch']) await import(`../../src/sw/${part}.ts`);
});

/** What the worker answered, or null when it left the request to the browser. */
async function ask(path: string, more: { mode?: string; method?: string } = {}) {
  let answer: Promise<Response> | null = null;
  heard.get('fetch')?.({
    request: { url: new URL(path, 'https://app.test').href, method: 'GET', mode: 'cors', ...more },
    respondWith: (given: Promise<Response>) => {
      answer = given;
    },
  });
  return answer ? (await (answer as Promise<Response>)).text() : null;
}

const visit = (path: string) => ask(path, { mode: 'navigate' });

async function run(name: string, event: object = {}) {
  const work: Promise<unknown>[] = [];
  heard.get(name)?.({ ...event, waitUntil: (given: Promise<unknown>) => work.push(given) });
  await Promise.all(work);
}

function fill(build: string, paths: string[]) {
  for (const path of paths) cacheOf(`shell-${build}`).set(path, new Response(`${build} ${path}`));
}

test.each(['/', '/schedule', '/schedule/0192', '/log', '/settings/reminders', '/help'])(
  'a visit to %s gets the shell, without a network',
  async (path) => {
    fill('new', ['/index.html', '/help.html']);
    expect(await visit(path)).toBe('new /index.html');
    expect(network).not.toHaveBeenCalled();
  },
);

test('the plain help page is itself, not the shell', async () => {
  fill('new', ['/index.html', '/help.html']);
  expect(await visit('/help.html')).toBe('new /help.html');
});

test.each(['/api/v1/calendar.ics', '/healthz'])(
  'a visit to %s is none of its business',
  async (path) => {
    fill('new', ['/index.html']);
    expect(await visit(path)).toBeNull();
  },
);

test.each(['/staff', '/staff/people', '/nothing'])(
  'a visit to %s is the server’s, and the app says so calmly without a network',
  async (path) => {
    fill('new', ['/index.html']);
    expect(await visit(path)).toBe('from the network');
    network.mockRejectedValueOnce(new TypeError('offline'));
    expect(await visit(path)).toBe('new /index.html');
  },
);

test('data is never answered from here, nor anything that is sent, nor another site', async () => {
  fill('new', ['/index.html', '/api/v1/me']);
  expect(await ask('/api/v1/me')).toBeNull();
  expect(await ask('/assets/app-1.js', { method: 'POST' })).toBeNull();
  expect(await ask('https://other.test/assets/app-1.js')).toBeNull();
});

test('a part of the build before this one is still found', async () => {
  fill('new', ['/index.html']);
  fill('old', ['/assets/plan-0.js']);
  expect(await ask('/assets/plan-0.js')).toBe('old /assets/plan-0.js');
});

test('what is in no cache comes from the network', async () => {
  fill('new', ['/index.html']);
  expect(await ask('/assets/other.js')).toBe('from the network');
});

test('installing keeps every file of the build and does not take over by itself', async () => {
  await run('install');
  expect([...cacheOf('shell-new').keys()]).toEqual([
    '/index.html',
    '/help.html',
    '/assets/app-1.js',
  ]);
  expect(skipWaiting).not.toHaveBeenCalled();
  await run('message', { data: 'something else' });
  expect(skipWaiting).not.toHaveBeenCalled();
  await run('message', { data: 'take-over' });
  expect(skipWaiting).toHaveBeenCalledTimes(1);
});

test('a file that is here from an earlier build is not asked for again; the pages always are', async () => {
  fill('old', ['/index.html', '/help.html', '/assets/app-1.js']);
  await run('install');
  const said = async (path: string) => await cacheOf('shell-new').get(path)?.text();
  expect(await said('/assets/app-1.js')).toBe('old /assets/app-1.js');
  expect(await said('/index.html')).toContain('://');
  expect(await said('/help.html')).toContain('://');
});

test('a page that nobody has in charge is taken in when it asks', async () => {
  claim.mockClear();
  await run('message', { data: 'take-in' });
  expect(claim).toHaveBeenCalledTimes(1);
});

test('of earlier builds only the last one stays, and other caches are left alone', async () => {
  fill('older', ['/index.html']);
  fill('old', ['/index.html']);
  fill('new', ['/index.html']);
  cacheOf('somebody else');
  await run('activate');
  expect([...store.keys()].sort()).toEqual(['shell-new', 'shell-old', 'somebody else']);
});
