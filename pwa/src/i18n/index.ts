// Every visible sentence in the person's language. The first screen's topics travel with the language in use; a feature's own
// sentences lie beside it in both languages, so that switching needs no network.
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import { setPreference } from '../lib/preferences';
import { type Language, preferredLanguage } from '../lib/preferred-language';
import type { FirstMessages } from './en';

export type { Language };

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
