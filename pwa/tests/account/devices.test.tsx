// Where one is signed in, as it is drawn: no two rows read the same, and each says how and when it was added.
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Devices } from '../../src/features/account/settings-devices';
import type { SignIn } from '../../src/features/account/state';
import { loadLanguage } from '../../src/i18n';
import { accept } from '../../src/offline/sign-in';
import { makeMe, mia, signIn } from '../phone';

const made = (id: string, change: Partial<SignIn> = {}): SignIn => ({
  id,
  device: 'Linux · Chrome',
  name: null,
  kind: 'computer',
  platform: 'Linux',
  browser: 'Chrome',
  added_by: 'code',
  installed: false,
  number: null,
  added: null,
  created_at: '2026-03-03T17:10:00.000Z',
  last_seen_at: '2026-03-10T17:00:00.000Z',
  this_one: false,
  current: false,
  reminders: null,
  ...change,
});

let root: HTMLElement;
let items: SignIn[];
const told: { method: string; path: string; body: unknown }[] = [];

beforeEach(async () => {
  told.length = 0;
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const body = init.body ? JSON.parse(String(init.body)) : null;
    told.push({ method: init.method ?? 'GET', path, body });
    return Response.json(path.endsWith('/sign-ins') ? { items } : makeMe(mia));
  });
  await signIn(mia);
  root = document.body.appendChild(document.createElement('div'));
});
afterEach(() => {
  render(null, root);
  root.remove();
  vi.unstubAllGlobals();
});

async function draw(): Promise<void> {
  await act(() => render(<Devices />, root));
  await vi.waitFor(() => expect(root.querySelectorAll('li')).toHaveLength(items.length));
}

const say = (node: Element) => (node.textContent ?? '').replace(/\s+/g, ' ');
const rows = () => [...root.querySelectorAll('li')].map(say);
const hidden = () => [...root.querySelectorAll('.visually-hidden')].map(say);

test('two of one kind are drawn under names of their own, on the row and on its buttons', async () => {
  items = [
    made('a', { this_one: true, number: 2, added_by: 'passphrase' }),
    made('b'),
    made('c', { installed: true, added_by: null }),
  ];
  await draw();
  const [first, second, third] = rows();
  expect(first).toContain('Linux · Chrome 2');
  expect(first).toMatch(/This phone · added Mar 3, .* with your passphrase · Reminders are off/);
  expect(second).toMatch(/^Linux · ChromeLast used Mar 10, .* added Mar 3, .* with a code/);
  expect(third).toContain('Linux · Chrome · home screen');
  expect(third).not.toContain('with');
  expect(new Set(hidden()).size).toBe(hidden().length);
});

test('in Spanish, too', async () => {
  await loadLanguage('es');
  items = [
    made('a', { this_one: true, number: 2, added_by: 'passkey' }),
    made('b', { installed: true }),
  ];
  await draw();
  const [first, second] = rows();
  expect(first).toContain('Linux · Chrome 2');
  expect(first).toMatch(/agregado el 3 mar.* con tu bloqueo de pantalla/);
  expect(second).toContain('Linux · Chrome · pantalla de inicio');
  expect(second).toMatch(/con un código/);
});

test('a name of one’s own stands in place of all that, and a second one like it has a number', async () => {
  items = [
    made('a', { name: 'My phone', installed: true }),
    made('b', { name: 'My phone', number: 2 }),
    made('c', { device: '' }),
  ];
  await draw();
  const [first, second, third] = rows();
  expect(first).toMatch(/^My phoneLast used/);
  expect(second).toMatch(/^My phone 2Last used/);
  expect(third).toMatch(/^A deviceLast used/);
});

test('an app opened from the home screen says so once, and never to a server of before', async () => {
  vi.stubGlobal('matchMedia', () => ({ matches: true }));
  const patches = () => told.filter(({ method }) => method === 'PATCH').map(({ body }) => body);
  await accept(makeMe(mia, { installed: undefined as never }));
  await accept(makeMe(mia, { installed: true }));
  expect(patches()).toEqual([]);
  await accept(makeMe(mia));
  await vi.waitFor(() => expect(patches()).toEqual([{ installed: true }]));
});
