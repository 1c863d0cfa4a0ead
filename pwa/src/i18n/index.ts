// Every visible sentence in the person's language. Only the language in use is loaded; the other comes when asked for.
import { type ReadonlySignal, signal } from '@preact/signals';
import { keep, kept } from '../lib/preferences';
import type { FirstWords } from './en';
import type { LaterWords } from './en-later';

export type Language = 'en' | 'es';
type Words = FirstWords & LaterWords;

const chosen = signal<Language>(preferredLanguage());
// Read only after the first speak(), which main.tsx waits for before it draws anything.
const current = signal<Words>(undefined as unknown as Words);

export const language: ReadonlySignal<Language> = chosen;
export const words: ReadonlySignal<Words> = current;

/** The language this device asked for last, else the first of the browser's that we have. */
export function preferredLanguage(): Language {
  const wish = kept('language');
  if (wish === 'en' || wish === 'es') return wish;
  const known = navigator.languages
    ?.map((tag) => tag.slice(0, 2))
    .find((t) => t === 'en' || t === 'es');
  return known === 'es' ? 'es' : 'en';
}

let laterOf: Language | null = null;

const laterIn = async (tongue: Language): Promise<LaterWords> =>
  (await (tongue === 'es' ? import('./es-later') : import('./en-later'))).later;

/** Loads the later topics; asks again when the language changed meanwhile. */
async function learnLater(): Promise<void> {
  while (laterOf !== chosen.value) {
    const tongue = chosen.value;
    const later = await laterIn(tongue);
    if (tongue !== chosen.value) continue;
    current.value = { ...current.value, ...later };
    laterOf = tongue;
  }
}

/** What was loaded, once the topics beyond the first screen are here too. */
export async function withWords<T>(load: Promise<T>): Promise<T> {
  const [loaded] = await Promise.all([load, learnLater()]);
  return loaded;
}

/** Changes every sentence on screen, once the language has arrived. */
export async function speak(tongue: Language): Promise<void> {
  const first = tongue === 'es' ? (await import('./es')).es : (await import('./en')).en;
  const later = laterOf && (await laterIn(tongue));
  // Whoever needs a later topic came through withWords(), so nobody sees the gap.
  current.value = { ...first, ...later } as Words;
  if (later) laterOf = tongue;
  chosen.value = tongue;
  document.documentElement.lang = tongue;
}

/** Speaks it and remembers it for the next start on this device. */
export async function chooseLanguage(tongue: Language): Promise<void> {
  keep('language', tongue);
  await speak(tongue);
}
