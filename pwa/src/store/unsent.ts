// What was saved on this phone and has not reached the server, one thing per name and person. Unlike the pocket it is
// the only copy there is: keeping it may fail loudly, and it goes away only when the server has it.
import { database } from './database';
import { owner } from './owner';

const keyOf = (whose: string, name: string) => `unsent:${whose}:${name}`;

/** What waits under this name for the person signed in, or null. */
export async function readUnsent<T>(name: string): Promise<T | null> {
  try {
    const whose = await owner();
    if (!whose) return null;
    return ((await (await database()).get('meta', keyOf(whose, name))) as T | undefined) ?? null;
  } catch {
    return null;
  }
}

/** Keeps it; null forgets it. Resolves when the phone has really written it, throws when it cannot. */
export async function keepUnsent(name: string, value: unknown | null): Promise<void> {
  const whose = await owner();
  if (!whose) throw new Error('nobody is signed in on this phone');
  const transaction = (await database()).transaction('meta', 'readwrite', { durability: 'strict' });
  if (value === null) await transaction.store.delete(keyOf(whose, name));
  else await transaction.store.put(value, keyOf(whose, name));
  await transaction.done;
}
