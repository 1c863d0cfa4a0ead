// The log as this phone can show it: what it holds itself and the server's last answer, put together by id.
import { computed, signal } from '@preact/signals';
import { get } from '../api/client';
import { type Entry, type Held, heldEntries } from '../store/outbox';
import { owner } from '../store/owner';
import { read, write } from '../store/pocket';
import { addDays, deviceZone, localDay } from '../util/dates';

export interface FromServer extends Entry {
  received_at: string;
  late: boolean;
  clock_doubt: boolean;
}

export type State = 'onPhone' | 'sending' | 'received' | 'stuck';

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

/** Newest first. An unsent version stands before the server's; of two received ones the higher revision stands. */
export function merge(own: Held[], theirs: Entry[], sending: ReadonlySet<string>): Shown[] {
  const all = new Map<string, Shown>(
    theirs.map((entry) => [entry.id, { entry, state: 'received' }]),
  );
  for (const { entry, progress, reason } of own) {
    const known = all.get(entry.id);
    if (progress === 'received' && known && known.entry.revision >= entry.revision) continue;
    const state: State =
      progress === 'waiting' ? (sending.has(entry.id) ? 'sending' : 'onPhone') : progress;
    all.set(entry.id, { entry, state, reason });
  }
  return [...all.values()].sort((a, b) => b.entry.recorded_at.localeCompare(a.entry.recorded_at));
}

export const log = computed(() => merge(held.value, server.value, underWay.value));

/** Reads again what this phone holds. Never throws. */
export async function showHeld(): Promise<void> {
  try {
    const whose = await owner();
    held.value = whose ? await heldEntries(whose) : [];
  } catch {
    storageFails.value = true;
  }
}

/** Draws from the phone first. */
export async function readLog(): Promise<void> {
  const [kept] = await Promise.all([read<Entry[]>(pocketName), showHeld()]);
  server.value = kept ?? [];
  logRead.value = true;
}

/** Asks the server for the last thirty days and keeps a copy. Throws when it cannot be had. */
export async function refreshCheckins(): Promise<void> {
  const today = localDay(new Date(), deviceZone());
  const range = `start=${addDays(today, 1 - daysKept)}&end=${addDays(today, 1)}`;
  const { items } = await get<{ items: FromServer[] }>(`/checkins?${range}`);
  server.value = items;
  await write(pocketName, items);
}
