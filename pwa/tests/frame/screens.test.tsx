// The doors and help, as a person meets them.
import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SignOut } from '../../src/features/account/settings-sign-out';
import SignIn from '../../src/features/account/sign-in';
import Welcome from '../../src/features/account/welcome';
import Help from '../../src/features/help/help';
import Urge from '../../src/features/urge/urge';
import { loadLanguage } from '../../src/i18n';
import { currentLocation } from '../../src/lib/location';
import { database } from '../../src/offline/database';
import { beginSession, session } from '../../src/offline/session';
import { accept, signInState, signOutHere } from '../../src/offline/sign-in';
import { makeMe, signIn } from '../phone';

const server = vi.fn<typeof fetch>();
const answer = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });
const ana = makeMe('ana', { display_name: 'Ana' });
let root: HTMLElement;

beforeEach(() => {
  server.mockReset();
  vi.stubGlobal('fetch', server);
  history.replaceState(null, '', '/welcome');
  signOutHere('');
  beginSession(null);
  root = document.createElement('div');
  document.body.replaceChildren(root);
});
afterEach(() => {
  render(null, root);
  beginSession(null);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const text = () => root.textContent ?? '';
const button = (name: string) =>
  [...root.querySelectorAll('button')].find((b) => b.textContent?.includes(name)) as HTMLElement;

function fill(field: Element | null | undefined, value: string) {
  (field as HTMLInputElement).value = value;
  field?.dispatchEvent(new Event('input', { bubbles: true }));
}

const moment = () => new Promise((go) => setTimeout(go, 0));

async function submit() {
  await moment();
  root.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  await moment();
}

test('a code that is too short is not even sent', async () => {
  render(<Welcome />, root);
  fill(root.querySelector('input'), 'ABC');
  await submit();
  await vi.waitFor(() => expect(text()).toContain('ten letters and numbers'));
  expect(server).not.toHaveBeenCalled();
});

test('a code that does not fit says so and keeps what was typed', async () => {
  server.mockResolvedValue(answer(422, { code: 'code_not_accepted' }));
  render(<Welcome />, root);
  fill(root.querySelector('input'), 'ABCDE-12345');
  await submit();
  await vi.waitFor(() => expect(text()).toContain('That code did not work'));
  expect(root.querySelector('input')?.value).toBe('ABCDE-12345');
  expect(root.querySelector('input')?.getAttribute('aria-invalid')).toBe('true');
});

test('a good code opens the space, offers ways to come back, and "later" leads home', async () => {
  server.mockImplementation(async () => answer(201, ana));
  render(<Welcome />, root);
  fill(root.querySelector('input'), 'ABCDE-12345');
  await submit();
  await vi.waitFor(() => expect(text()).toContain('Hello, Ana'));
  button('Later').click();
  expect(currentLocation.value.path).toBe('/');
});

test('wrong words at sign-in are told without saying which one was wrong', async () => {
  server.mockResolvedValue(answer(422, { code: 'sign_in_not_accepted' }));
  render(<SignIn />, root);
  const [name, passphrase] = root.querySelectorAll('input');
  fill(name, 'ana');
  fill(passphrase, 'wrong words here');
  await submit();
  await vi.waitFor(() => expect(text()).toContain('don’t match'));
  expect(signInState.value).toBe('out');
});

const lines = ['988', '741741', '838255', '1-800-662-4357', '911'];

test.each(['en', 'es'] as const)(
  'help in %s has every line, signed out and with no network',
  async (tongue) => {
    await loadLanguage(tongue);
    render(<Help />, root);
    for (const line of lines) expect(root.innerHTML).toContain(line);
    expect(server).not.toHaveBeenCalled();
  },
);

test('one’s own people and the program stand before the lines, and nobody is told', async () => {
  await signIn('ana');
  const write = (name: string, value: unknown) => session.peek().cache.write(name, value);
  await write('safety-plan', { people: [{ id: '1', name: 'Sam', phone: '+1 555 010 0199' }] });
  await write('schedule', {
    program: { zone: 'UTC', phones: [{ label: 'Front desk', number: '555-0100', hours: [] }] },
  });
  render(<Help />, root);
  await vi.waitFor(() => expect(text()).toContain('Sam'));
  expect(text().indexOf('Sam')).toBeLessThan(text().indexOf('Front desk'));
  expect(text().indexOf('Front desk')).toBeLessThan(text().indexOf('Call or text 988'));
  const inSight = [...root.querySelectorAll('.crisis-now a')].map((a) => a.getAttribute('href'));
  expect(inSight).toEqual(['tel:988', 'sms:988', 'tel:911']);
  expect(root.innerHTML).toContain('tel:+15550100199');
  expect(server).not.toHaveBeenCalled();
});

test('the ten minutes follow the clock and then ask again', async () => {
  vi.useFakeTimers({ now: new Date('2026-11-22T22:00:00Z') });
  render(<Urge />, root);
  button('Start a 10-minute timer').click();
  await vi.advanceTimersByTimeAsync(1000);
  expect(text()).toContain('9:59');
  vi.setSystemTime(new Date('2026-11-22T22:09:30Z'));
  await vi.advanceTimersByTimeAsync(1000);
  expect(text()).toContain('One minute left');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(text()).toContain('Ten minutes have passed');
});

test('signing out says first what is only on this phone, and asks about the way back', async () => {
  await accept({ ...ana, has_passphrase: false });
  for (const id of ['1', '2'])
    await (await database()).put('outbox', { id, owner: 'ana', progress: 'waiting', order: 0 });
  render(<SignOut />, root);
  button('Sign out').click();
  await vi.waitFor(() => expect(text()).toContain('2 things are only on this phone'));
  expect(text()).toContain('need a new code');
  expect(server).not.toHaveBeenCalled();
});
