// How the last request to the server ended, for the line that says why a copy is shown. Of this phone, not of a person.
import { type ReadonlySignal, signal } from '@preact/signals';

const state = signal<'offline' | 'server' | null>(null);

/** offline: no answer · server: it answered that something is wrong there · null: all is well. */
export const lastFailure: ReadonlySignal<'offline' | 'server' | null> = state;

/** `status` of the answer; null when there was none. */
export function noteAnswer(status: number | null): void {
  if (status === null) state.value = 'offline';
  else state.value = status >= 500 ? 'server' : null;
}
