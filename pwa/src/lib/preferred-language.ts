// Which of our languages this device asked for. Apart from the sentences: the page looks for it before the app is there.
import { preference } from './preferences';

export type Language = 'en' | 'es';

/** The language this device asked for last, else the first of the browser's that we have. */
export function preferredLanguage(): Language {
  const wish = preference('language');
  if (wish === 'en' || wish === 'es') return wish;
  const known = navigator.languages
    ?.map((tag) => tag.slice(0, 2))
    .find((t) => t === 'en' || t === 'es');
  return known === 'es' ? 'es' : 'en';
}
