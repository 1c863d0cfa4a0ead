// Rows as the app wrote them before it had one outbox, made into rows of today. What waited goes on waiting; what does
// not open stays as it is. Runs at the start of every session and finds nothing to do after the first time.
import { newId } from '../lib/ids';
import { type OutboxRecord, withDatabase, write } from './database';
import { rowIdOf } from './documents-rows';
import { type Sealed, seal, unseal } from './encryption';

interface OldRow extends OutboxRecord {
  /** A check-in: waiting, received or stuck. Everything else: "own", under the id "name:account". */
  progress: 'waiting' | 'received' | 'stuck' | 'own';
  order: number;
  revision?: number;
  reason?: string;
  sealed: Sealed;
}

interface OldItem {
  id: string;
  asked_at?: string;
  at?: string;
  answered_at?: string;
  recorded_at?: string;
  decided_at?: string;
  does?: 'tell' | 'back';
  session_id?: string;
}

const states = { waiting: 'waiting', received: 'accepted', stuck: 'refused' } as const;

// Lists of things that waited, by the name they were written under → the operation of today.
const lists: Record<string, string> = {
  'call-requests': 'call',
  absences: 'absence',
  cards: 'card',
  'checkup-answers': 'checkup-answer',
  'sharing-off': 'sharing-off',
};
// Documents that were changed here: the first three with what the server had, the others without.
const documents = ['safety-plan', 'aftercare-plan', 'own-words', 'days', 'goals'];

const madeAt = (item: OldItem): number => {
  const at = item.asked_at ?? item.at ?? item.answered_at ?? item.recorded_at ?? item.decided_at;
  const instant = Date.parse(at ?? '');
  return Number.isNaN(instant) ? Date.now() : instant;
};

/** As the operation of today names its rows: taking an absence back is an item of its own beside the absence. */
const absenceRow = (item: { id: string; does?: 'tell' | 'back' }): string =>
  item.does === 'back' ? `${item.id}:back` : item.id;

async function itemRows(account: string, kind: string, items: OldItem[]): Promise<OutboxRecord[]> {
  const rows: OutboxRecord[] = [];
  let last = 0;
  for (const value of items) {
    const id = kind === 'absence' ? absenceRow(value) : value.id;
    const group = kind === 'absence' ? value.session_id : undefined;
    const sealed = await seal(account, id, value);
    // Their order was that of the list, whatever the clock said.
    last = Math.max(madeAt(value), last + 1);
    const order = last;
    rows.push({ id, owner: account, kind, order, state: 'waiting', token: newId(), sealed, group });
  }
  return rows;
}

async function documentRow(account: string, name: string, value: unknown): Promise<OutboxRecord> {
  const draft =
    name === 'days' || name === 'goals'
      ? { base: null, mine: value }
      : (value as { base: unknown; mine: unknown });
  const id = rowIdOf(account, name);
  const sealed = await seal(account, id, draft);
  return { id, owner: account, kind: 'document', name, token: newId(), sealed };
}

/** The rows one old row becomes; null when it is none, or cannot be opened now. */
async function rowsFrom(account: string, old: OldRow): Promise<OutboxRecord[] | null> {
  if (old.progress !== 'own') {
    const { id, owner, order, reason, sealed } = old;
    const state = states[old.progress];
    if (!state) return null;
    // Check-ins were encrypted under their own id, as every item is today.
    return [{ id, owner, kind: 'checkin', order, state, reason, token: newId(), sealed }];
  }
  const name = old.id.slice(0, old.id.lastIndexOf(`:${account}`));
  const value = await unseal<unknown>(account, `unsent ${name}`, old.sealed).catch(() => undefined);
  if (value === undefined) return null;
  const kind = lists[name];
  if (kind) return itemRows(account, kind, value as OldItem[]);
  return documents.includes(name) ? [await documentRow(account, name, value)] : null;
}

export async function migrateRows(account: string): Promise<void> {
  const all = await withDatabase((db) => db.getAllFromIndex('outbox', 'owner', account));
  for (const old of all.filter((row) => row.kind === undefined) as OldRow[]) {
    const rows = await rowsFrom(account, old);
    if (!rows) continue;
    await write(['outbox'], async (step) => {
      const store = step.objectStore('outbox');
      const now = (await store.get(old.id)) as OldRow | undefined;
      // Another tab may have done it, or an older app in another tab may have written it anew.
      if (!now || now.kind !== undefined || !sameBytes(now.sealed.iv, old.sealed.iv)) return;
      await store.delete(old.id);
      for (const row of rows) if (!(await store.get(row.id))) await store.put(row);
    });
  }
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, at) => byte === b[at]);
