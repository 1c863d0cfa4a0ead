// The hard moment: what one can do meanwhile, what is asked after stopping, and one's own things that never leave the phone.
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { setPhoneLock } from '../../src/features/app-lock/state';
import {
  addSong,
  bytesOf,
  forget,
  keep,
  mostSongs,
  openOwn,
  own,
  removeSong,
} from '../../src/features/urge/own-state';
import UrgeToday from '../../src/features/urge/today-card';
import Urge, { ready } from '../../src/features/urge/urge';
import { startWait } from '../../src/features/urge/wait';
import { database } from '../../src/offline/database';
import { session } from '../../src/offline/session';
import { wipe } from '../../src/offline/wipe';
import { leo, mia, offline, serve } from '../log/helpers';
import { refuseStorage, restart, signIn } from '../phone';

let root: HTMLElement;

beforeEach(async () => {
  await signIn(mia);
  serve(...Array.from({ length: 20 }, () => offline));
  root = document.body.appendChild(document.createElement('div'));
});
afterEach(() => {
  render(null, root);
  root.remove();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const draw = (view: preact.ComponentChild) => act(() => render(view, root));
const tap = async (name: string) => {
  const found = [...root.querySelectorAll('button')].find((one) => one.textContent === name);
  expect(found, name).toBeDefined();
  await act(() => found?.click());
};
const sees = (text: string) => vi.waitFor(() => expect(root.textContent).toContain(text));
const bytes = (text: string) => new TextEncoder().encode(text);

test('breathing says when to breathe in and out, four seconds and six', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  await draw(<Urge />);
  await tap('Breathe');
  const word = () => root.querySelector('.breath-word')?.textContent;
  const words: (string | undefined)[] = [];
  for (let second = 0; second < 11; second += 1) {
    words.push(word());
    await act(() => void vi.advanceTimersByTime(1000));
  }
  const [breatheIn, breatheOut] = ['Breathe in', 'Breathe out'];
  expect(words).toEqual([...Array(4).fill(breatheIn), ...Array(6).fill(breatheOut), breatheIn]);
});

test('5-4-3-2-1 goes through five senses and can begin again', async () => {
  await draw(<Urge />);
  await tap('5-4-3-2-1');
  for (const n of [5, 4, 3, 2, 1]) {
    expect(root.querySelector('.calm-line')?.textContent).toContain(`Name ${n} thing`);
    await tap('Next');
  }
  expect(root.textContent).toContain('That was all five.');
  await tap('Once more');
  expect(root.textContent).toContain('Name 5 things you can see.');
});

test('one thing at a time: the wave takes the place of what was open, a second tap closes it', async () => {
  await draw(<Urge />);
  await tap('Breathe');
  await tap('Ride the wave');
  expect(root.querySelector('.breath')).toBeNull();
  expect(root.textContent).toContain('like a wave');
  await tap('Ride the wave');
  expect(root.textContent).not.toContain('like a wave');
});

test('after Stop comes one question, also for an app that was closed meanwhile', async () => {
  await draw(<Urge />);
  await tap('Start a 10-minute timer');
  await tap('Stop the timer');
  await sees('You stopped the timer.');
  const legends = () =>
    [...root.querySelectorAll('.strength legend')].map((one) => one.textContent);
  expect(legends()).toEqual(['Where is it now?']);
  await vi.waitFor(async () => {
    const kept = await session.peek().cache.read<{ endsAt: number }>('urge-wait');
    expect(kept?.endsAt).toBeLessThanOrEqual(Date.now());
  });
  await restart();
  await ready();
  await draw(<Urge />);
  await sees('You stopped the timer.');
  expect(legends()).toEqual(['Where is it now?']);
  await tap('Close');
  await sees('Start a 10-minute timer');
});

test('ten minutes that passed while the app was closed were not stopped, whoever wrote them down', async () => {
  for (const late of [0, 7]) {
    const began = Date.now() - 11 * 60_000;
    const wait = { startedAt: new Date(began + late).toISOString(), endsAt: began + 600_000 };
    await session.peek().cache.write('urge-wait', { ...wait, before: 8 });
    await restart();
    await ready();
    await draw(<Urge />);
    await sees('Ten minutes have passed.');
    render(null, root);
  }
  vi.spyOn(Date, 'now').mockReturnValue(1_800_000_000_000);
  await startWait();
  vi.restoreAllMocks();
  const kept = await session.peek().cache.read<{ startedAt: string; endsAt: number }>('urge-wait');
  expect((kept?.endsAt ?? 0) - Date.parse(kept?.startedAt ?? '')).toBe(600_000);
});

test('Today shows the timer while it runs and leads back to it', async () => {
  await startWait();
  await restart();
  await draw(<UrgeToday />);
  await sees('Your timer is running');
  expect(root.textContent).toContain('10 minutes left');
  expect(root.querySelector('a')?.getAttribute('href')).toBe('/urge');
});

test('Today shows nothing of it to the next person on this phone', async () => {
  await startWait();
  await signIn(leo);
  await draw(<UrgeToday />);
  expect(root.textContent).toBe('');
});

test('songs, photo and voice note are found again after a restart and are sealed on the phone', async () => {
  await addSong('Gracias a la vida');
  await addSong('Gracias a la vida');
  await keep('photo', new Blob([bytes('a picture')], { type: 'image/jpeg' }));
  await keep('voice', new Blob([bytes('a voice')], { type: 'audio/webm' }));
  await restart();
  await openOwn();
  const { songs, photo, voice } = own();
  expect(songs.value).toEqual(['Gracias a la vida']);
  expect(photo.value && new TextDecoder().decode(bytesOf(photo.value))).toBe('a picture');
  expect(voice.value?.type).toBe('audio/webm');
  for (const row of await (await database()).getAll('pocket')) {
    const { body } = row.value as { body: ArrayBuffer };
    expect(new TextDecoder().decode(body)).not.toMatch(/Gracias|picture|voice/);
  }
  await removeSong('Gracias a la vida');
  await forget('photo');
  await restart();
  await openOwn();
  expect([own().songs.value, own().photo.value]).toEqual([[], null]);
});

test('none of it is sent', async () => {
  const sent = serve(...Array.from({ length: 5 }, () => offline));
  await addSong('A song');
  await keep('photo', new Blob([bytes('a picture')]));
  await openOwn();
  expect(sent).toEqual([]);
});

test('another person on this phone finds nothing, and signing out deletes everything', async () => {
  await addSong('A song');
  await signIn(leo);
  await openOwn();
  expect(own().songs.value).toEqual([]);
  await wipe(mia);
  await signIn(mia);
  await openOwn();
  expect(own().songs.value).toEqual([]);
});

test('setting the phone’s lock, which empties what the server can give again, keeps them', async () => {
  await addSong('A song');
  const rawId = new Uint8Array([1]).buffer;
  const first = new Uint8Array(32).fill(7).buffer;
  const results = () => ({ prf: { enabled: true, results: { first } } });
  const credential = { rawId, getClientExtensionResults: results };
  const give = async () => credential;
  vi.stubGlobal('navigator', { credentials: { create: give, get: give } });
  expect(await setPhoneLock('Mia')).toBe('set');
  vi.unstubAllGlobals();
  await openOwn();
  expect(own().songs.value).toEqual(['A song']);
});

test('a phone that stores nothing says so and shows nothing as kept', async () => {
  await refuseStorage();
  await expect(addSong('A song')).rejects.toThrow();
  expect(own().songs.value).toEqual([]);
});

test('what is too large is refused, and a list of songs has an end', async () => {
  await expect(keep('voice', new Blob([new Uint8Array(4_000_001)]))).rejects.toThrow(RangeError);
  for (let n = 0; n < mostSongs + 3; n += 1) await addSong(`Song ${n}`);
  expect(own().songs.value).toHaveLength(mostSongs);
});
