// One sentence for everyone: seen as a toast, read out by a screen reader. The latest replaces the one before.
import { signal } from '@preact/signals';

interface Announcement {
  text: string;
  action?: { label: string; run: () => void };
  /** Stays until it is answered or replaced. */
  stays?: boolean;
}

export const announcement = signal<Announcement | null>(null);

export function announce(text: string, action?: Announcement['action'], stays = false): void {
  announcement.value = { text, action, stays };
}

export function dismiss(): void {
  announcement.value = null;
}
