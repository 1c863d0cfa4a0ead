// Every visible sentence in the person's language. The first screen's topics travel with the language in use; a feature's own
// sentences lie beside it in both languages, so that switching needs no network.
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import { preference, setPreference } from '../lib/preferences';
import type { FirstMessages } from './en';

export type Language = 'en' | 'es';

const chosen = signal<Language>(preferredLanguage());
// Read only after the first loadLanguage(), which main.tsx waits for before it draws anything.
const current = signal<FirstMessages>(undefined as unknown as FirstMessages);

export const language: ReadonlySignal<Language> = chosen;
/** What the frame and a first screen say. */
export const firstMessages: ReadonlySignal<FirstMessages> = current;
export const common = computed(() => current.value.common);

/** A feature's sentences in the language in use. */
export const translated = <T>(both: Record<Language, T>): ReadonlySignal<T> =>
  computed(() => both[chosen.value]);

/** The language this device asked for last, else the first of the browser's that we have. */
export function preferredLanguage(): Language {
  const wish = preference('language');
  if (wish === 'en' || wish === 'es') return wish;
  const known = navigator.languages
    ?.map((tag) => tag.slice(0, 2))
    .find((t) => t === 'en' || t === 'es');
  return known === 'es' ? 'es' : 'en';
}

/** Changes every sentence on screen, once the language has arrived. */
export async function loadLanguage(tongue: Language): Promise<void> {
  const first = tongue === 'es' ? (await import('./es')).es : (await import('./en')).en;
  batch(() => {
    current.value = first;
    chosen.value = tongue;
  });
  document.documentElement.lang = tongue;
}

/** Loads it and remembers it for the next start on this device. */
export async function chooseLanguage(tongue: Language): Promise<void> {
  setPreference('language', tongue);
  await loadLanguage(tongue);
}
