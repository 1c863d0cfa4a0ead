// The last good answers of the server, per person, encrypted: screens draw from here first. Nothing is ever made here.
// Everything in it can be had again, except what a feature declares as local (a draft, a choice of this phone).
import { readRow, write } from './database';
import { isOutsideLock, type Sealed, seal, unseal } from './encryption';

const keyOf = (account: string, name: string) => `${account}:${name}`;
// Rows are encrypted under the name phones in use know them by.
const sealedAs = (name: string) => `pocket:${name}`;
const all = (account: string) => IDBKeyRange.bound(`${account}:`, `${account}:\uffff`);

export class Cache {
  constructor(
    private readonly account: string | null,
    private readonly ended: () => boolean,
  ) {}

  /** The copy under this name, or null. A phone without storage has none; one that does not open counts as none. */
  async read<T>(name: string): Promise<T | null> {
    const { account } = this;
    if (!account || this.ended()) return null;
    try {
      const record = await readRow('pocket', keyOf(account, name));
      if (!record) return null;
      const { value: sealed } = record as { value: Sealed };
      const value = await unseal<T>(account, sealedAs(name), sealed);
      return this.ended() ? null : value;
    } catch {
      return null;
    }
  }

  /** Keeps a copy of an answer; null forgets it. Failing to keep it is no failure of what was shown. */
  async write(name: string, value: unknown): Promise<void> {
    await this.store(name, value).catch(() => undefined);
  }

  /** The same for what exists nowhere else: resolves when it is on disk, throws when it could not be written. */
  async store(name: string, value: unknown): Promise<void> {
    const { account } = this;
    if (!account || this.ended()) throw new Error('nobody is signed in on this phone');
    const key = keyOf(account, name);
    const empty = value === null || value === undefined;
    const sealed = empty ? null : await seal(account, sealedAs(name), value);
    // The sign-in may have ended while it was encrypted: what arrives after that is dropped.
    if (this.ended()) throw new Error('this sign-in has ended');
    await write(['pocket'], async (step) => {
      const store = step.objectStore('pocket');
      await (sealed ? store.put({ key, value: sealed }) : store.delete(key));
    });
  }
}

/** Forgets every copy of this person. */
export function emptyCache(account: string): Promise<void> {
  return write(['pocket'], (step) => step.objectStore('pocket').delete(all(account)));
}

/** Forgets the copies behind the app lock; the server is asked for them again. */
export function emptyBehindLock(account: string): Promise<void> {
  return write(['pocket'], async (step) => {
    const store = step.objectStore('pocket');
    for (const key of await store.getAllKeys(all(account)))
      if (!isOutsideLock(key.slice(account.length + 1))) await store.delete(key);
  });
}
