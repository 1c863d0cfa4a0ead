// Proof of life: what the screen says about reminders that arrive or do not, and that one tap mends it.
import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { refreshPushStatus } from '../../src/features/reminders/push-status';
import { faceOf } from '../../src/features/reminders/reaching';
import Reminders from '../../src/features/reminders/reminders';
import { startReminders } from '../../src/features/reminders/state';
import { loadLanguage } from '../../src/i18n';
import { preference, setPreference } from '../../src/lib/preferences';
import { savePushWanted } from '../../src/offline/push-wish';
import { beginSession, session } from '../../src/offline/session';
import { signOutHere } from '../../src/offline/sign-in';
import { mia, signIn } from '../phone';

const server = vi.fn<typeof fetch>();
const unsubscribe = vi.fn(async () => true);
const subscribe = vi.fn();
const told: string[] = [];
let root: HTMLElement;
let saved = 'unverified';
let shown: object;
const key = 'AQID';

const made = (endpoint: string) => ({
  options: { applicationServerKey: new Uint8Array([1, 2, 3]).buffer },
  toJSON: () => ({ endpoint, keys: { p256dh: 'p', auth: 'a' } }),
  unsubscribe,
});
let held: ReturnType<typeof made> | null;

const status = {
  state: 'active' as const,
  last_reached_at: '2026-03-10T19:30:00.000Z',
  next_due_at: '2026-03-11T19:30:00.000Z',
  stuck: false,
};
const json = (body: unknown, code = 200) =>
  new Response(JSON.stringify(body), {
    status: code,
    headers: { 'Content-Type': 'application/json' },
  });

beforeEach(async () => {
  told.length = 0;
  saved = 'unverified';
  held = made('https://push.example/old');
  unsubscribe.mockClear();
  subscribe.mockReset().mockImplementation(async () => made('https://push.example/new'));
  server.mockReset().mockImplementation(async (input, init) => {
    const path = new URL(String(input instanceof Request ? input.url : input), 'https://app.test')
      .pathname;
    told.push(`${init?.method ?? 'GET'} ${path.replace('/api/v1', '')}`);
    if (path.endsWith('/push/key')) return json({ key });
    if (path.endsWith('/push/subscriptions')) return json({ id: 'one', state: saved }, 201);
    if (path.endsWith('/push/test')) return json({ phones: 1 }, 202);
    if (path.endsWith('/settings'))
      return json({ level: 'private', my_words: '', samples: { private: 'P', silent: 'S' } });
    return json(shown);
  });
  vi.stubGlobal('fetch', server);
  vi.stubGlobal('PushManager', class {});
  vi.stubGlobal('Notification', {
    permission: 'granted',
    requestPermission: async () => 'granted',
  });
  const registration = {
    pushManager: { getSubscription: async () => held, subscribe },
  };
  Object.defineProperty(navigator, 'serviceWorker', {
    configurable: true,
    value: {
      ready: Promise.resolve(registration),
      getRegistration: async () => registration,
      addEventListener: () => undefined,
    },
  });
  shown = status;
  await signIn(mia);
  await savePushWanted(session.peek(), true);
  await loadLanguage('en');
  root = document.createElement('div');
  document.body.replaceChildren(root);
});
afterEach(() => {
  render(null, root);
  beginSession(null);
  Reflect.deleteProperty(navigator, 'serviceWorker');
  vi.unstubAllGlobals();
});

const text = () => root.textContent ?? '';
const show = async (change: Partial<typeof status> = {}) => {
  shown = { ...status, ...change };
  await refreshPushStatus();
  render(<Reminders />, root);
};

test('the last one that reached this phone and the next one due stand on the screen', async () => {
  await show();
  expect(text()).toContain('Last reminder reached this phone');
  expect(text()).toContain('Next');
});

test.each([
  ['active', true, 'stuck'],
  ['active', false, 'on'],
  ['gone', false, 'lost'],
  ['suspended', true, 'lost'],
  ['unverified', false, 'checking'],
  ['off', false, 'off'],
] as const)('a phone that is %s, stuck %s, is shown as %s', (state, stuck, face) => {
  expect(faceOf('granted', true, { ...status, state, stuck })).toBe(face);
});

test.each(['en', 'es'] as const)(
  'when nothing arrived it says so and offers one tap (%s)',
  async (language) => {
    await loadLanguage(language);
    await show({ stuck: true });
    expect(text()).toContain(
      language === 'en' ? 'Something was due, and nothing arrived' : 'y no llegó nada',
    );
    expect(root.querySelectorAll('.reaching button').length).toBeGreaterThan(0);
  },
);

test('the tap gives up the old address, makes a new one and has the first note sent there', async () => {
  await show({ stuck: true });
  (root.querySelector('.reaching button') as HTMLElement).click();
  await vi.waitFor(() => expect(told).toContain('POST /push/subscriptions'));
  expect(unsubscribe).toHaveBeenCalled();
});

test('an address that stayed the same is tried out with a note', async () => {
  saved = 'active';
  await show({ stuck: true });
  (root.querySelector('.reaching button') as HTMLElement).click();
  await vi.waitFor(() => expect(told).toContain('POST /push/test'));
});

test('every start says this phone’s address again and keeps the one it has', async () => {
  startReminders();
  await vi.waitFor(() => expect(told).toContain('POST /push/subscriptions'));
  expect(unsubscribe).not.toHaveBeenCalled();
  expect(subscribe).not.toHaveBeenCalled();
});

test('the calendar file stands ready as a download with a name that says nothing', async () => {
  await show();
  await vi.waitFor(() => expect(root.querySelector('a[download]')).not.toBeNull());
  const link = root.querySelector('a[download]') as HTMLAnchorElement;
  expect(link.getAttribute('href')).toBe('/api/v1/reminders/calendar');
  expect(link.download).toBe('dates.ics');
});

test('a phone whose reminders were turned off is not connected by a start', async () => {
  await savePushWanted(session.peek(), false);
  startReminders();
  await new Promise((done) => setTimeout(done, 20));
  expect(told).not.toContain('POST /push/subscriptions');
});

test('the wish an older app wrote down for the phone passes to the one who is signed in', async () => {
  await savePushWanted(session.peek(), false);
  setPreference('push', 'on');
  startReminders();
  await vi.waitFor(() => expect(told).toContain('POST /push/subscriptions'));
  await vi.waitFor(() => expect(preference('push')).toBeNull());
  expect(await session.peek().cache.read('push-wanted')).toBe(true);
});

test('a phone nobody is signed in on has no address any more', async () => {
  startReminders();
  await vi.waitFor(() => expect(told).toContain('POST /push/subscriptions'));
  signOutHere(mia);
  await vi.waitFor(() => expect(unsubscribe).toHaveBeenCalled());
});
