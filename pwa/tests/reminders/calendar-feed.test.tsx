// A calendar that reads by itself: nothing happens before the warning was read, and the address is shown once.
import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CalendarFeed } from '../../src/features/reminders/calendar-feed';
import { feed, forCalendar } from '../../src/features/reminders/calendar-feed-state';
import { messages } from '../../src/features/reminders/messages';
import { common, loadLanguage } from '../../src/i18n';
import { beginSession, whenProofIsNeeded } from '../../src/offline/session';
import { mia, signIn } from '../phone';

const address = `https://app.example.org/calendar/${'k'.repeat(43)}.ics`;
const off = { offered: true, since: null, fetched_on: null };
const on = { offered: true, since: '2026-03-10T17:00:00.000Z', fetched_on: '2026-03-11' };
const server = vi.fn<typeof fetch>();
const told: string[] = [];
let known: typeof off | typeof on;
let refusal: { status: number; code: string } | null;
let root: HTMLElement;

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });

beforeEach(async () => {
  told.length = 0;
  known = off;
  refusal = null;
  server.mockReset().mockImplementation(async (_input, init) => {
    const method = init?.method ?? 'GET';
    told.push(method);
    if (method === 'GET') return json(known);
    if (refusal) return json({ code: refusal.code }, refusal.status);
    known = method === 'DELETE' ? off : on;
    return method === 'DELETE' ? new Response(null, { status: 204 }) : json({ address }, 201);
  });
  vi.stubGlobal('fetch', server);
  await loadLanguage('en');
  await signIn(mia);
  root = document.createElement('div');
  document.body.replaceChildren(root);
});
afterEach(() => {
  render(null, root);
  beginSession(null);
  vi.unstubAllGlobals();
});

const text = () => root.textContent ?? '';
const tap = (name: string) =>
  [...root.querySelectorAll('button')]
    .find((each) => each.textContent === name)
    ?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
async function show(): Promise<void> {
  render(<CalendarFeed />, root);
  await vi.waitFor(() => expect(told).toContain('GET'));
  await vi.waitFor(() => expect(feed.value).not.toBeNull());
}
async function makeOne(): Promise<void> {
  await show();
  await vi.waitFor(() => expect(text()).toContain(messages.value.feed.turnOn));
  tap(messages.value.feed.turnOn);
  await vi.waitFor(() => expect(text()).toContain(messages.value.feed.yes));
  tap(messages.value.feed.yes);
}

test.each(['en', 'es'] as const)(
  'before anything is made it says who gets a copy and that times can be seen (%s)',
  async (language) => {
    await loadLanguage(language);
    await show();
    await vi.waitFor(() => expect(text()).toContain(messages.value.feed.turnOn));
    tap(messages.value.feed.turnOn);
    await vi.waitFor(() => expect(root.querySelectorAll('.know li')).toHaveLength(5));
    expect(text()).toMatch(/Google.*Apple/);
    expect(text()).toMatch(language === 'en' ? /family.*times can be seen/ : /familia.*horas sí/);
    expect(told).not.toContain('POST');
  },
);

test('after the tap the address stands there, to copy and for the phone’s own calendar', async () => {
  await makeOne();
  await vi.waitFor(() => expect(root.querySelector('.feed-address')?.textContent).toBe(address));
  expect(root.querySelector('a')?.getAttribute('href')).toBe(address.replace('https', 'webcal'));
});

test('on Android, where nothing answers such a link, there is only the copy', async () => {
  vi.stubGlobal('navigator', { userAgent: 'Mozilla/5.0 (Linux; Android 16)' });
  await makeOne();
  await vi.waitFor(() => expect(text()).toContain(address));
  expect(root.querySelector('a')).toBeNull();
  expect(text()).toContain(messages.value.feed.google);
});

test('closed, the address is nowhere any more: not on the screen, not in anything the phone keeps', async () => {
  await makeOne();
  await vi.waitFor(() => expect(text()).toContain(address));
  tap(common.value.done);
  await vi.waitFor(() => expect(text()).not.toContain(address));
  expect(JSON.stringify({ ...localStorage })).not.toContain('kkkk');
  expect(JSON.stringify(feed.value)).not.toContain('kkkk');
  expect(text()).toContain('On since Mar 10');
});

test('whoever would rather not show that it is them reads of no connection, and may tap again', async () => {
  refusal = { status: 403, code: 'proof_needed' };
  whenProofIsNeeded(() => Promise.reject(new DOMException('stopped', 'AbortError')));
  await makeOne();
  await vi.waitFor(() => expect(told.filter((one) => one === 'GET').length).toBeGreaterThan(1));
  expect(root.querySelector('[role=alert]')).toBeNull();
  expect(text()).toContain(messages.value.feed.yes);
});

test('copying says that it did, or how to do it by hand', async () => {
  const writeText = vi.fn(async (_text: string) => undefined);
  vi.stubGlobal('navigator', { userAgent: 'iPhone', clipboard: { writeText } });
  await makeOne();
  await vi.waitFor(() => expect(text()).toContain(address));
  tap(messages.value.feed.copy);
  await vi.waitFor(() => expect(text()).toContain(messages.value.feed.copied));
  expect(writeText).toHaveBeenCalledWith(address);
  vi.stubGlobal('navigator', { userAgent: 'iPhone', clipboard: undefined });
  tap(messages.value.feed.copy);
  await vi.waitFor(() => expect(text()).toContain(messages.value.feed.notCopied));
});

test('turned on it shows the day it was last read, and off is one tap', async () => {
  known = on;
  await show();
  await vi.waitFor(() => expect(text()).toContain('Last read by a calendar on Mar 11'));
  tap(messages.value.feed.turnOff);
  await vi.waitFor(() => expect(text()).toContain(messages.value.feed.turnOn));
  expect(told).toContain('DELETE');
});

test('a new address says first that the old one stops', async () => {
  known = on;
  await show();
  await vi.waitFor(() => expect(text()).toContain(messages.value.feed.replace));
  tap(messages.value.feed.replace);
  await vi.waitFor(() => expect(text()).toContain(messages.value.feed.again));
});

test.each([
  [409, 'not_offered', 'notOffered'],
  [409, 'changed_meanwhile', 'wait'],
  [429, 'too_many_tries', 'wait'],
] as const)('when the server says %s %s, so does the screen', async (status, code, end) => {
  refusal = { status, code };
  await makeOne();
  await vi.waitFor(() => expect(text()).toContain(messages.value.feed.ends[end]));
  expect(text()).not.toContain('/calendar/');
});

test('without a connection it says so and nothing was made', async () => {
  await show();
  await vi.waitFor(() => expect(text()).toContain(messages.value.feed.turnOn));
  tap(messages.value.feed.turnOn);
  await vi.waitFor(() => expect(text()).toContain(messages.value.feed.yes));
  server.mockRejectedValue(new TypeError('no network'));
  tap(messages.value.feed.yes);
  await vi.waitFor(() => expect(text()).toContain(messages.value.feed.ends.offline));
});

test('where the program does not offer it there is nothing to see', async () => {
  server.mockImplementation(async () => json({ offered: false, since: null, fetched_on: null }));
  render(<CalendarFeed />, root);
  await vi.waitFor(() => expect(feed.value?.offered).toBe(false));
  expect(root.innerHTML).toBe('');
});

test('only the beginning of an address changes for the calendar', () => {
  expect(forCalendar('http://localhost:8000/calendar/https.ics')).toBe(
    'webcal://localhost:8000/calendar/https.ics',
  );
});
