// Light or dark: the phone's choice unless the person made their own. The change shows at once.
import { signal } from '@preact/signals';
import { preference, setPreference } from '../lib/preferences';

export type Theme = 'system' | 'light' | 'dark';

const paper = { light: '#f6f3ee', dark: '#131a1a' };

export const theme = signal<Theme>('system');

function show(wish: Theme): void {
  theme.value = wish;
  if (wish === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = wish;
  for (const tag of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const own = tag.media.includes('dark') ? 'dark' : 'light';
    tag.content = paper[wish === 'system' ? own : wish];
  }
}

export function startTheme(): void {
  const wish = preference('theme');
  show(wish === 'light' || wish === 'dark' ? wish : 'system');
}

export function setTheme(wish: Theme): void {
  setPreference('theme', wish === 'system' ? null : wish);
  show(wish);
}
