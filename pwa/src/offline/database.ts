// The phone's own database (IndexedDB): opening it, opening it again when the browser dropped it, and conditional writes.

import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, wrap } from 'idb';
import { early } from '../lib/early';
import { isLostConnection } from './lost-connection';

/** A row of the outbox; the outbox and the documents know what more is inside. */
export interface OutboxRecord {
  id: string;
  owner: string;
  [more: string]: unknown;
}

interface CacheRecord {
  key: string;
  value: unknown;
}

// The stores carry the names phones in use know them by: "pocket" is the cache.
interface CompanionDB extends DBSchema {
  outbox: { key: string; value: OutboxRecord; indexes: { owner: string } };
  pocket: { key: string; value: CacheRecord };
  keys: { key: string; value: CryptoKey };
  meta: { key: string; value: unknown };
}

type StoreName = 'outbox' | 'pocket' | 'keys' | 'meta';
type Transaction<Mode extends IDBTransactionMode> = IDBPTransaction<CompanionDB, StoreName[], Mode>;
type Database = IDBPDatabase<CompanionDB>;
type Upgrade = (db: Database) => void;

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
const patience = 5000; // milliseconds

type Lost = (how: 'evicted' | 'closed') => void;
const listeners: Lost[] = [];

/**
 * Whoever remembers something of what was in the database hears when it may be gone: the browser can clear it under an
 * open page (evicted), or another tab upgrades or clears it (closed). A key that is only remembered would encrypt what
 * nobody can open after the next start.
 */
export function whenLost(then: Lost): void {
  listeners.push(then);
}

let opened: Promise<Database> | null = null;

function lost(how: 'evicted' | 'closed'): void {
  opened = null;
  endFirstLook();
  for (const then of listeners) then(how);
}

// Storage can hang without an error (another tab holds an older version, or the browser's storage process is stuck).
// Waiting forever would look like losing the entry, so it ends in an error the caller can say something about.
function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error('the phone’s storage does not answer')),
      patience,
    );
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** The open database, opened once. A newer page in another tab makes this one let go, and the next call opens again. */
export function database(): Promise<Database> {
  opened ??= inTime(open()).catch((problem) => {
    opened = null;
    throw problem;
  });
  return opened;
}

async function open(): Promise<Database> {
  const taken = await takeOver();
  if (taken) return taken;
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

// The page has opened the database and read the rows of every start before this script was there: what a cold start would
// wait for again is taken from it. A row is good once, and none of them after anything was written.
let firstLook = early()?.look ?? null;
let handle = firstLook;

/** From now on every row is read anew. */
export function endFirstLook(): void {
  firstLook = null;
}

/** The connection the page has opened, if it is one of this version. */
async function takeOver(): Promise<Database | null> {
  const db = (await handle)?.db;
  handle = null;
  if (!db) return null;
  if (db.version !== upgrades.length) {
    db.close();
    return null;
  }
  db.onversionchange = () => {
    db.close();
    lost('closed');
  };
  db.onclose = () => lost('evicted');
  return wrap(db) as unknown as Database;
}

/** One row, or undefined. */
export async function readRow(store: StoreName, key: string): Promise<unknown> {
  const name = `${store} ${key}`;
  const rows = firstLook && (await inTime(firstLook))?.rows;
  if (rows?.has(name) && firstLook) {
    const row = rows.get(name);
    rows.delete(name);
    return row;
  }
  return withDatabase((db) => db.get(store, key));
}

/**
 * Runs `work` with the open database; once more with a fresh connection when the one at hand turns out to be dead. `work`
 * may run twice, so it does nothing but database requests that are harmless to repeat.
 */
export async function withDatabase<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const db = await database();
  try {
    return await inTime(work(db));
  } catch (problem) {
    if (!isLostConnection(problem)) throw problem;
    opened = null;
    try {
      db.close();
    } catch {
      // A connection the browser has dropped may refuse that too.
    }
    return inTime(work(await database()));
  }
}

/** One strict transaction: resolves when it is on disk, not before. Only database requests may be awaited in `work`. */
export function write<T>(
  stores: StoreName[],
  work: (step: Transaction<'readwrite'>) => Promise<T>,
): Promise<T> {
  endFirstLook();
  return withDatabase(async (db) => {
    const step = db.transaction(stores, 'readwrite', { durability: 'strict' });
    try {
      const result = await work(step);
      await step.done;
      return result;
    } catch (problem) {
      step.done.catch(() => undefined); // told by the line below
      throw problem;
    }
  });
}

/** Closes the connection; the next call opens another. */
export async function closeDatabase(): Promise<void> {
  const held = opened;
  opened = null;
  (await held?.catch(() => null))?.close();
}
