// A timer that follows the clock, not the page: it goes on while the phone is asleep and while one looks elsewhere.
import { type ReadonlySignal, signal } from '@preact/signals';

interface Timer {
  /** The instant (milliseconds) it ends at; null when none runs. */
  endsAt: ReadonlySignal<number | null>;
  /** Milliseconds left as last looked at; 0 when over. */
  left: ReadonlySignal<number>;
  /** Runs until this instant (milliseconds), also when that has passed. */
  runUntil(end: number): void;
  stop(): void;
}

/** Stops for good when `ended` is aborted. */
export function timerUntil(ended: AbortSignal): Timer {
  const endsAt = signal<number | null>(null);
  const left = signal(0);
  let ticking: ReturnType<typeof setInterval> | undefined;

  function look(): void {
    if (endsAt.value === null) return;
    left.value = Math.max(0, endsAt.value - Date.now());
    if (left.value === 0) clearInterval(ticking);
  }

  function runUntil(end: number): void {
    clearInterval(ticking);
    if (ended.aborted) return;
    endsAt.value = end;
    ticking = setInterval(look, 1000);
    look();
  }

  function stop(): void {
    clearInterval(ticking);
    endsAt.value = null;
    left.value = 0;
  }

  // A phone that slept for a while shows the right time at once when it wakes.
  globalThis.document?.addEventListener('visibilitychange', look);
  ended.addEventListener('abort', () => {
    stop();
    globalThis.document?.removeEventListener('visibilitychange', look);
  });
  return { endsAt, left, runUntil, stop };
}
