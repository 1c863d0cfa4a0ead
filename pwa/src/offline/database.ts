// The phone's own database: opening it, and the steps that bring an older copy up to date without losing a row.
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/** A record of the outbox; the outbox itself knows what more is inside. */
export interface OutboxRecord {
  id: string;
  owner: string;
  [more: string]: unknown;
}

interface PocketRecord {
  key: string;
  value: unknown;
}

interface CompanionDB extends DBSchema {
  outbox: { key: string; value: OutboxRecord; indexes: { owner: string } };
  pocket: { key: string; value: PocketRecord };
  keys: { key: string; value: CryptoKey };
  meta: { key: string; value: unknown };
}

type Upgrade = (db: IDBPDatabase<CompanionDB>) => void;

// Step n brings version n to n + 1. Steps are only ever added at the end.
const upgrades: Upgrade[] = [
  (db) => {
    const outbox = db.createObjectStore('outbox', { keyPath: 'id' });
    outbox.createIndex('owner', 'owner');
    db.createObjectStore('pocket', { keyPath: 'key' });
    db.createObjectStore('keys');
    db.createObjectStore('meta');
  },
];

export const databaseName = 'companion';

type Lost = (how: 'evicted' | 'closed') => void;

const listeners: Lost[] = [];

/**
 * Who remembers something of what was in the database wants to know when it may be gone: the browser can clear it under
 * an open page (evicted), or another tab upgrades or clears it (closed). A key that is only remembered would seal what
 * nobody can open after the next start.
 */
export function whenLost(then: Lost): void {
  listeners.push(then);
}

function lost(how: 'evicted' | 'closed'): void {
  opened = null;
  for (const then of listeners) then(how);
}

let opened: Promise<IDBPDatabase<CompanionDB>> | null = null;

/** The open database, opened once. A newer page in another tab makes this one let go, and the next call opens again. */
export function database(): Promise<IDBPDatabase<CompanionDB>> {
  opened ??= open().catch((problem) => {
    opened = null;
    throw problem;
  });
  return opened;
}

function open(): Promise<IDBPDatabase<CompanionDB>> {
  return openDB<CompanionDB>(databaseName, upgrades.length, {
    upgrade(db, oldVersion) {
      for (const step of upgrades.slice(oldVersion)) step(db);
    },
    blocking(_current, _wanted, event) {
      (event.target as IDBDatabase).close();
      lost('closed');
    },
    terminated: () => lost('evicted'),
  });
}

/** Lets go of the database, so that it can be wiped or upgraded. */
export async function closeDatabase(): Promise<void> {
  const held = opened;
  opened = null;
  (await held?.catch(() => null))?.close();
}
