// Songs, a photo and a voice note of one's own for a hard moment: sealed on this phone, never sent, gone with the sign-in.
import { type Signal, signal } from '@preact/signals';
import { alone } from '../../offline/lock-across-tabs';
import { perSession, session } from '../../offline/session';

/** A file as it lies on the phone: base64, because what is sealed is text. */
export interface Kept {
  type: string;
  data: string;
}

export const longestSong = 200;
export const mostSongs = 12;
export const longestNote = 60; // seconds
const largest = 4_000_000; // bytes

const names = { songs: 'urge-songs', photo: 'urge-photo', voice: 'urge-voice' } as const;

const state = perSession(() => ({
  songs: signal<readonly string[]>([]),
  photo: signal<Kept | null>(null),
  voice: signal<Kept | null>(null),
  read: signal(false),
}));

export const own = state;

/** Reads them from this phone. Never throws. */
export async function openOwn(): Promise<void> {
  const made = state();
  const { cache } = session.peek();
  const [songs, photo, voice] = await Promise.all([
    cache.read<string[]>(names.songs),
    cache.read<Kept>(names.photo),
    cache.read<Kept>(names.voice),
  ]);
  made.songs.value = songs ?? [];
  made.photo.value = photo;
  made.voice.value = voice;
  made.read.value = true;
}

/** Shown when it is on disk. Throws when the phone could not store it. */
async function store<T>(part: keyof typeof names, into: Signal<T>, value: T): Promise<void> {
  await session.peek().cache.store(names[part], value);
  into.value = value;
}

/** The list as it is on disk now, another tab's songs with it, changed and stored. */
function changeSongs(change: (songs: readonly string[]) => readonly string[]): Promise<void> {
  const { songs } = state();
  return alone(names.songs, async () => {
    const before = (await session.peek().cache.read<string[]>(names.songs)) ?? [];
    await store('songs', songs, change(before));
  });
}

export const addSong = (song: string): Promise<void> =>
  changeSongs((songs) => (songs.includes(song) ? songs : [...songs, song].slice(0, mostSongs)));

export const removeSong = (song: string): Promise<void> =>
  changeSongs((songs) => songs.filter((one) => one !== song));

/** Throws RangeError for what is larger than this phone is asked to keep. */
export async function keep(part: 'photo' | 'voice', file: Blob): Promise<void> {
  if (file.size > largest) throw new RangeError('too large to keep');
  const data = base64(new Uint8Array(await file.arrayBuffer()));
  await store<Kept | null>(part, state()[part], { type: file.type, data });
}

export const forget = (part: 'photo' | 'voice'): Promise<void> =>
  store<Kept | null>(part, state()[part], null);

const chunk = 0x8000; // as many arguments as every engine takes

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += chunk)
    text += String.fromCharCode(...bytes.subarray(at, at + chunk));
  return btoa(text);
}

export function bytesOf(kept: Kept): Uint8Array<ArrayBuffer> {
  const text = atob(kept.data);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}
