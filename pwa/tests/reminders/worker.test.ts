// The service worker and push: something is always shown, the server hears of it, and a new version of the worker leaves
// the phone's address alone.
import { beforeEach, expect, test, vi } from 'vitest';

type Listener = (event: unknown) => void;
const heard = new Map<string, Listener>();
const showNotification = vi.fn(async () => undefined);
const pushManager = { getSubscription: vi.fn(), subscribe: vi.fn(), unsubscribe: vi.fn() };
const unregister = vi.fn();
const network = vi.fn(async (_path: string, _how: { body: string }) => new Response('{}'));

beforeEach(async () => {
  heard.clear();
  vi.clearAllMocks();
  vi.resetModules();
  vi.stubGlobal('__PRECACHE__', ['/']);
  vi.stubGlobal('__BUILD_ID__', 'new');
  vi.stubGlobal('fetch', network);
  vi.stubGlobal('caches', {
    open: async () => ({ addAll: async () => undefined }),
    keys: async () => ['shell-old', 'shell-older', 'shell-new'],
    delete: async () => true,
  });
  vi.stubGlobal('self', {
    location: new URL('https://app.test/sw.js'),
    addEventListener: (name: string, then: Listener) => heard.set(name, then),
    skipWaiting: async () => undefined,
    registration: { showNotification, pushManager, unregister },
    clients: { claim: async () => undefined, matchAll: async () => [] },
  });
  for (const part of ['install', 'activate', 'push']) await import(`../../src/sw/${part}.ts`);
});

async function happens(name: string, more: object = {}): Promise<void> {
  const waits: Promise<unknown>[] = [];
  heard.get(name)?.({ waitUntil: (one: Promise<unknown>) => waits.push(one), ...more });
  await Promise.all(waits);
}

const message = (data: unknown) => ({ data: { json: () => data } });

test('a new worker installs, takes over and tidies up without touching the push address', async () => {
  await happens('install');
  await happens('message', { data: 'take-over' });
  await happens('activate');
  for (const call of [...Object.values(pushManager), unregister])
    expect(call).not.toHaveBeenCalled();
});

test.each([
  ['nothing', { data: null }],
  ['no JSON', { data: { json: () => JSON.parse('{') } }],
  ['an empty object', message({})],
  ['a null', message(null)],
])('a message with %s still shows a neutral line', async (_what, event) => {
  await happens('push', event);
  expect(showNotification).toHaveBeenCalledWith('Open the app', expect.anything());
});

test('what was shown is reported, and the proof is given back', async () => {
  await happens(
    'push',
    message({
      notification: {
        title: 'Reminder: 4:00 PM',
        tag: 't',
        data: { delivery: 'd', activate: 'a' },
      },
    }),
  );
  expect(showNotification).toHaveBeenCalledWith(
    'Reminder: 4:00 PM',
    expect.objectContaining({ tag: 't' }),
  );
  expect(network.mock.calls.map(([path, how]) => [path, JSON.parse(how.body)])).toEqual([
    ['/api/v1/push/received', { delivery: 'd' }],
    ['/api/v1/push/activate', { token: 'a' }],
  ]);
});

test('without a network it is shown all the same', async () => {
  network.mockRejectedValue(new TypeError('offline'));
  await happens('push', message({ notification: { title: 'T', data: { delivery: 'd' } } }));
  expect(showNotification).toHaveBeenCalledTimes(1);
});
