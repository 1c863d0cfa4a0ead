// Directions open the maps of this phone; a device that has none opens the open map of the world.
import { afterEach, expect, test, vi } from 'vitest';
import { firstPlace, mapAddress, mapPlace } from '../../src/features/schedule/maps';

const on = (agent: string) => vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(agent);
afterEach(() => vi.restoreAllMocks());

test.each([
  ['Mozilla/5.0 (Linux; Android 14; Pixel 8)', 'geo:0,0?q=1%20Main%20St%20%26%202nd%2C%20Troy'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4)',
    'https://maps.apple.com/?daddr=1%20Main%20St%20%26%202nd%2C%20Troy',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15)',
    'https://maps.apple.com/?daddr=1%20Main%20St%20%26%202nd%2C%20Troy',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64)',
    'https://www.openstreetmap.org/search?query=1%20Main%20St%20%26%202nd%2C%20Troy',
  ],
])('on %s', (agent, wanted) => {
  on(agent);
  expect(mapAddress('1 Main St & 2nd, Troy')).toBe(wanted);
});

test('without an address there is no link', () => {
  on('Mozilla/5.0 (Linux; Android 14)');
  expect(mapAddress(null)).toBeNull();
});

test.each([
  ['1 Main Street, Troy', 'Room 2, second floor', '1 Main Street, Troy'],
  ['1 Main Street, Troy', '1 main street, blue door', '1 Main Street, Troy'],
  ['1 Main Street, Troy', '9 Oak Lane, Troy', '9 Oak Lane, Troy'],
  ['1 Main Street, Troy', null, '1 Main Street, Troy'],
  [null, 'Boathouse', 'Boathouse'],
  [null, null, null],
])('with the address %s and the place %s maps look for %s', (address, place, wanted) => {
  expect(mapPlace(address, place)).toBe(wanted);
});

test('somebody who begins by link is sent nowhere', () => {
  expect(firstPlace('1 Main Street', 'From home, by video', true)).toBeNull();
  expect(firstPlace('1 Main Street', '1 Main Street, second floor', true)).toBe('1 Main Street');
  expect(firstPlace('1 Main Street', 'The front desk', false)).toBe('1 Main Street');
});
