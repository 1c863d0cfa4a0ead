// A timer that follows the clock, not the page: it goes on while the phone is asleep and while one looks elsewhere.
import { signal } from '@preact/signals';

/** The instant (milliseconds) it ends at; null when none runs. */
export const endsAt = signal<number | null>(null);
/** Milliseconds left as last looked at; 0 when over. */
export const left = signal(0);

let ticking: ReturnType<typeof setInterval> | undefined;

function look(): void {
  if (endsAt.value === null) return;
  left.value = Math.max(0, endsAt.value - Date.now());
  if (left.value === 0) clearInterval(ticking);
}

export function startTimer(minutes: number): void {
  resumeTimer(Date.now() + minutes * 60_000);
}

/** Goes on with one that ends at this instant, also when that has passed. */
export function resumeTimer(end: number): void {
  clearInterval(ticking);
  endsAt.value = end;
  ticking = setInterval(look, 1000);
  look();
}

// A phone that slept for a while shows the right time at once when it wakes.
globalThis.document?.addEventListener('visibilitychange', look);

export function stopTimer(): void {
  clearInterval(ticking);
  endsAt.value = null;
  left.value = 0;
}
