// What was written on this phone: kept sealed to its owner until the server said yes, and thirty days longer, so that
// a server restored from a backup can be given it again.
import { database, type OutboxRecord } from './database';
import { type Sealed, seal, unseal } from './encryption';

/** What a person said in one check-in. Null and empty mean: skipped. */
export interface Said {
  mood: number | null;
  craving: number | null;
  stress: number | null;
  confidence: number | null;
  sleep: 'poor' | 'ok' | 'good' | null;
  habits: string[];
  triggers: string[];
  helped: string[];
  note: string | null;
}

/** One version of a check-in, in the shape that is sent. */
export interface Entry extends Said {
  id: string;
  recorded_at: string;
  zone: string;
  local_day: string;
  revision: number;
  corrected_at?: string;
}

/** waiting: on this phone · received: the server has it · stuck: the server said no, and the person is told why. */
type Progress = 'waiting' | 'received' | 'stuck';

export interface Held {
  entry: Entry;
  progress: Progress;
  reason?: string;
}

interface Row extends OutboxRecord {
  order: number;
  revision: number;
  progress: Progress;
  reason?: string;
  sealed: Sealed;
}

const keepFor = 30 * 86_400_000;

const ours: readonly unknown[] = ['waiting', 'received', 'stuck'] satisfies Progress[];

/** This person's check-ins, oldest first; other things that wait in the same store are not ours to touch. */
async function mine(whose: string): Promise<Row[]> {
  const all = await (await database()).getAllFromIndex('outbox', 'owner', whose);
  const rows = all.filter((row) => ours.includes(row.progress)) as Row[];
  return rows.sort((a, b) => a.order - b.order || a.id.localeCompare(b.id));
}

/** What an older app did not write yet. */
const skipped: Said = {
  mood: null,
  craving: null,
  stress: null,
  confidence: null,
  sleep: null,
  habits: [],
  triggers: [],
  helped: [],
  note: null,
};

async function open(row: Row): Promise<Held> {
  const entry = { ...skipped, ...(await unseal<Entry>(row.owner, row.id, row.sealed)) };
  return { entry, progress: row.progress, reason: row.reason };
}

/** Changes rows of this owner in one step on disk. `change` gives the new row, or null to remove it. */
async function alter(whose: string, ids: string[], change: (row: Row) => Row | null) {
  const step = (await database()).transaction('outbox', 'readwrite', { durability: 'strict' });
  for (const id of ids) {
    const row = (await step.store.get(id)) as Row | undefined;
    if (!row || row.owner !== whose) continue;
    const next = change(row);
    if (next) await step.store.put(next);
    else await step.store.delete(id);
  }
  await step.done;
}

/** Resolves when the entry is on disk, not before. Replaces an earlier version of it. Throws when storage fails. */
export async function keepEntry(whose: string, entry: Entry): Promise<void> {
  const sealed = await seal(whose, entry.id, entry);
  const order = Date.parse(entry.recorded_at);
  const { id, revision } = entry;
  const row: Row = { id, owner: whose, order, revision, progress: 'waiting', sealed };
  const step = (await database()).transaction('outbox', 'readwrite', { durability: 'strict' });
  await step.store.put(row);
  await step.done;
}

/** The oldest entries that still have to be sent, at most `most`. One that no longer opens is set aside, not sent. */
export async function waiting(whose: string, most: number): Promise<Entry[]> {
  const found: Entry[] = [];
  for (const row of await mine(whose)) {
    if (found.length === most) break;
    if (row.progress !== 'waiting') continue;
    try {
      found.push((await open(row)).entry);
    } catch {
      await settle(whose, row.id, row.revision, 'stuck', 'unreadable');
    }
  }
  return found;
}

/** Everything held for this person, oldest first. What does not open is left out. */
export async function heldEntries(whose: string): Promise<Held[]> {
  const opened = await Promise.all((await mine(whose)).map((row) => open(row).catch(() => null)));
  return opened.filter((one) => one !== null);
}

/** How many things of this person, of whatever kind, the server does not have yet. */
export async function countUnsent(whose: string): Promise<number> {
  const all = await (await database()).getAllFromIndex('outbox', 'owner', whose);
  return all.filter((row) => row.progress !== 'received').length;
}

/** Notes how an entry ended, unless a newer version was written while it was under way: that one still has to go. */
export async function settle(
  whose: string,
  id: string,
  revision: number,
  progress: Progress,
  reason?: string,
): Promise<void> {
  await alter(whose, [id], (row) =>
    row.revision === revision ? { ...row, progress, reason } : row,
  );
}

/** The server lost what it had (it was restored): everything it once took waits again. */
export async function sendAgain(whose: string): Promise<void> {
  const ids = (await mine(whose)).filter((row) => row.progress === 'received').map((r) => r.id);
  await alter(whose, ids, (row) => ({ ...row, progress: 'waiting' }));
}

/** Lets go of what the server has had for thirty days. */
export async function forgetOld(whose: string, now: Date): Promise<void> {
  const old = (await mine(whose)).filter(
    (row) => row.progress === 'received' && now.getTime() - row.order > keepFor,
  );
  await alter(
    whose,
    old.map((row) => row.id),
    () => null,
  );
}

/** Removes one entry from this phone. Only after the person said so. */
export async function discard(whose: string, id: string): Promise<void> {
  await alter(whose, [id], () => null);
}
