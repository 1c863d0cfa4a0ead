// The last good copy of what the server said, per person: screens draw from here first. Nothing is ever made here.
import { database } from './database';
import { owner } from './owner';

const keyOf = (whose: string, name: string) => `${whose}:${name}`;

/** The kept copy under this name for the person signed in, or null. A phone without storage has none. */
export async function read<T>(name: string): Promise<T | null> {
  try {
    const whose = await owner();
    if (!whose) return null;
    const record = await (await database()).get('pocket', keyOf(whose, name));
    return (record?.value as T | undefined) ?? null;
  } catch {
    return null;
  }
}

/** Keeps a copy. Failing to keep it is no failure of what was shown. */
export async function write(name: string, value: unknown): Promise<void> {
  try {
    const whose = await owner();
    if (whose) await (await database()).put('pocket', { key: keyOf(whose, name), value });
  } catch {
    // Storage is full or forbidden: the screen still has the answer it was given.
  }
}

/** Forgets every copy kept for this person. */
export async function emptyPocket(whose: string): Promise<void> {
  const range = IDBKeyRange.bound(`${whose}:`, `${whose}:\uffff`);
  await (await database()).delete('pocket', range);
}
