// The log as this phone can show it: what it holds itself and the server's last answer, put together by id.
import { computed, effect, signal } from '@preact/signals';
import { addDays, deviceZone, localDay } from '../../lib/dates';
import { get } from '../../offline/client';
import { read, write } from '../../offline/old-cache';
import { type Entry, type Held, heldEntries } from '../../offline/old-outbox';
import { owner } from '../../offline/owner';
import { me } from '../../offline/sign-in';
import type { List } from './api';

type State = 'onPhone' | 'sending' | 'received' | 'stuck';

export interface Shown {
  entry: Entry;
  state: State;
  reason?: string;
}

export const daysKept = 30;
const pocketName = 'checkins';

const held = signal<Held[]>([]);
const server = signal<Entry[]>([]);
export const underWay = signal<ReadonlySet<string>>(new Set());
/** False until the phone's own copy was read. */
export const logRead = signal(false);
/** The phone refuses to keep things: said plainly wherever one could lose something. */
export const storageFails = signal(false);

let whose: string | null = null;

// Another person on the same phone never sees a line of the one before, not even for a moment.
effect(() => {
  const id = me.value?.id ?? null;
  if (id === whose) return;
  whose = id;
  held.value = [];
  server.value = [];
  logRead.value = false;
});

/**
 * Newest first. An unsent version stands before the server's; of two received ones the higher revision stands.
 * One that was refused stands beside the server's, which it did not replace.
 */
export function merge(own: Held[], theirs: Entry[], sending: ReadonlySet<string>): Shown[] {
  const all = new Map<string, Shown>(
    theirs.map((entry) => [entry.id, { entry, state: 'received' }]),
  );
  for (const { entry, progress, reason } of own) {
    const known = all.get(entry.id);
    if (progress === 'received' && known && known.entry.revision >= entry.revision) continue;
    const state: State =
      progress === 'waiting' ? (sending.has(entry.id) ? 'sending' : 'onPhone') : progress;
    all.set(state === 'stuck' ? `stuck ${entry.id}` : entry.id, { entry, state, reason });
  }
  return [...all.values()].sort((a, b) => b.entry.recorded_at.localeCompare(a.entry.recorded_at));
}

export const log = computed(() => merge(held.value, server.value, underWay.value));

/** Reads again what this phone holds. Never throws. */
export async function showHeld(): Promise<void> {
  const asking = whose;
  try {
    const mine = await owner();
    const found = mine ? await heldEntries(mine) : [];
    if (asking === whose) held.value = found;
  } catch {
    storageFails.value = true;
  }
}

/** Draws from the phone first. */
export async function readLog(): Promise<void> {
  const asking = whose;
  const [kept] = await Promise.all([read<Entry[]>(pocketName), showHeld()]);
  if (asking !== whose) return;
  server.value = kept ?? server.value;
  logRead.value = true;
}

/** Asks the server for the last thirty days and keeps a copy. Throws when it cannot be had. */
export async function refreshCheckins(): Promise<void> {
  const asking = whose;
  const today = localDay(new Date(), deviceZone());
  const range = `start=${addDays(today, 1 - daysKept)}&end=${addDays(today, 1)}`;
  const { items } = await get<List>(`/checkins?${range}`);
  if (asking !== whose) return;
  server.value = items;
  await write(pocketName, items);
}
