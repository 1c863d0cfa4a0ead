// Addresses: which screen they mean, which clicks stay inside, and codes that leave the address bar at once.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { routeFor } from '../../src/app/router';
import { looksLikeCode, takeCodeFromAddress } from '../../src/features/account/invitation-code';
import { backoff } from '../../src/lib/backoff';
import { currentLocation, followLocation, go } from '../../src/lib/location';
import { isScreen, match, paths } from '../../src/lib/paths';

let stop: () => void;
beforeEach(() => {
  history.replaceState(null, '', '/');
  document.body.replaceChildren();
  stop = followLocation();
  go('/');
});
afterEach(() => stop());

test('every address of the app has its screen, and only those', () => {
  for (const [name, pattern] of Object.entries(paths))
    expect(routeFor(pattern.replace(':id', '42'))?.name).toBe(name);
  for (const other of ['/staff', '/api/v1/me', '/help.html', '/schedule/1/2', '/nothing', ''])
    expect(isScreen(other) && routeFor(other)).toBe(false);
});

test('a path gives its parts, with or without a slash at the end', () => {
  expect(match('/schedule/:id', '/schedule/42')).toEqual({ id: '42' });
  expect(match('/schedule', '/schedule/')).toEqual({});
  expect(match('/schedule/:id', '/schedule/')).toBeNull();
});

test('without signing in there are help, the hard moment and the doors, nothing else', () => {
  const open = Object.values(paths).filter((path) => routeFor(path)?.open);
  expect(open.sort()).toEqual(['/help', '/sign-in', '/urge', '/welcome']);
});

function click(href: string, more: Partial<HTMLAnchorElement> = {}, event: MouseEventInit = {}) {
  const link = Object.assign(document.createElement('a'), { href, ...more });
  document.body.append(link);
  const sent = new MouseEvent('click', { bubbles: true, cancelable: true, button: 0, ...event });
  link.addEventListener('click', () => undefined);
  // Nothing in a test may really navigate.
  window.addEventListener('click', (e) => e.preventDefault(), { once: true });
  link.dispatchEvent(sent);
  return currentLocation.value.path;
}

test('a plain link to a screen moves without loading', () => {
  expect(click('/schedule?day=2026-11-23')).toBe('/schedule');
  expect(currentLocation.value.query).toBe('?day=2026-11-23');
});

test.each([
  ['the plain help page', '/help.html', {}, {}],
  ['the staff pages', '/staff/today', {}, {}],
  ['a calendar file', '/api/v1/calendar.ics', {}, {}],
  ['another site', 'https://example.org/plan', {}, {}],
  ['a new tab', '/plan', { target: '_blank' }, {}],
  ['a click with control held', '/plan', {}, { ctrlKey: true }],
])('%s is left to the browser', (_what, href, more, event) => {
  expect(click(href, more, event)).toBe('/');
});

test('a code in the address is taken and does not stay there', () => {
  history.replaceState(null, '', '/welcome#code=ABCDE-12345');
  expect(takeCodeFromAddress()).toBe('ABCDE-12345');
  expect(location.href).not.toContain('ABCDE');
  expect(takeCodeFromAddress()).toBe('');
});

test('ten letters and numbers are a code, however they are typed', () => {
  expect(looksLikeCode('abcde-12345')).toBe(true);
  expect(looksLikeCode(' ABCDE 12345 ')).toBe(true);
  expect(looksLikeCode('ABCDE1234')).toBe(false);
  expect(looksLikeCode('ABCDE123456')).toBe(false);
});

test('waiting before a repeat grows, has a ceiling, is spread, and honours the server', () => {
  expect(backoff(0, undefined, 1)).toBe(2000);
  expect(backoff(0, undefined, 0)).toBe(1000);
  expect(backoff(50, undefined, 1)).toBe(300_000);
  expect(backoff(0, 30, 0)).toBe(30_000);
});
