// The last good copy of what the server said, per person: screens draw from here first. Sealed on disk like everything
// personal on this phone. Nothing is ever made here.
import { database } from './database';
import { isOutside, type Sealed, seal, unseal } from './encryption';
import { owner } from './owner';

const keyOf = (whose: string, name: string) => `${whose}:${name}`;

/** The kept copy under this name for this person, the one signed in, or null. A phone without storage has none. */
export async function read<T>(name: string, of = owner()): Promise<T | null> {
  try {
    const whose = await of;
    if (!whose) return null;
    const record = await (await database()).get('pocket', keyOf(whose, name));
    return record ? await unseal<T>(whose, `pocket:${name}`, record.value as Sealed) : null;
  } catch {
    return null;
  }
}

/** Keeps a copy; null forgets it. Failing to keep it is no failure of what was shown. */
export async function write(name: string, value: unknown, of = owner()): Promise<void> {
  try {
    const whose = await of;
    if (!whose) return;
    const db = await database();
    const key = keyOf(whose, name);
    if (value === null || value === undefined) await db.delete('pocket', key);
    else await db.put('pocket', { key, value: await seal(whose, `pocket:${name}`, value) });
  } catch {
    // Storage is full or forbidden: the screen still has the answer it was given.
  }
}

/** Forgets every copy kept for this person. */
export async function emptyPocket(whose: string): Promise<void> {
  const range = IDBKeyRange.bound(`${whose}:`, `${whose}:\uffff`);
  await (await database()).delete('pocket', range);
}

/** Forgets the copies that lie behind the app lock; the server is asked for them again. */
export async function emptyBehindLock(whose: string): Promise<void> {
  const db = await database();
  const range = IDBKeyRange.bound(`${whose}:`, `${whose}:\uffff`);
  for (const key of await db.getAllKeys('pocket', range))
    if (!isOutside(key.slice(whose.length + 1))) await db.delete('pocket', key);
}
