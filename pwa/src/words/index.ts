// Every visible sentence in the person's language. Only the language in use is loaded; the other comes when asked for.
import { type ReadonlySignal, signal } from '@preact/signals';
import { keep, kept } from '../util/keep';
import type { Words } from './en';

export type Language = 'en' | 'es';
export type { Words };

const chosen = signal<Language>('en');
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

/** Changes every sentence on screen, once the language has arrived. */
export async function speak(tongue: Language): Promise<void> {
  current.value = tongue === 'es' ? (await import('./es')).es : (await import('./en')).en;
  chosen.value = tongue;
  document.documentElement.lang = tongue;
}

/** Speaks it and remembers it for the next start on this device. */
export async function chooseLanguage(tongue: Language): Promise<void> {
  keep('language', tongue);
  await speak(tongue);
}
