// Where the changed copy of a document waits on this phone: a row of the outbox store, so that signing out counts it.
import { newId } from '../lib/ids';
import { type OutboxRecord, readRow, write } from './database';
import { type Sealed, seal, unseal } from './encryption';

/** What was changed here, and what the server had when the person began (null: unknown). */
interface Draft<T> {
  base: T | null;
  local: T;
}

/** The same as it lies encrypted on phones in use, which know the changed copy by this name. */
interface StoredDraft<T> {
  base: T | null;
  mine: T;
}

export interface HeldDraft<T> extends Draft<T> {
  token: string;
}

interface DraftRow extends OutboxRecord {
  token: string;
  sealed: Sealed;
}

export const rowIdOf = (account: string, name: string): string => `document:${name}:${account}`;

/** The draft, or null. Throws when the phone's storage fails; one that does not open is left where it is and not shown. */
export async function readDraft<T>(account: string, name: string): Promise<HeldDraft<T> | null> {
  const id = rowIdOf(account, name);
  const row = (await readRow('outbox', id)) as DraftRow | undefined;
  if (!row) return null;
  const draft = await unseal<StoredDraft<T>>(account, id, row.sealed).catch(() => null);
  return draft && { base: draft.base, local: draft.mine, token: row.token };
}

/**
 * Writes `draft` in place of the version that was read (`token`, null: there was none), or removes it with null. False
 * when another tab was faster: then read again. Throws when the phone cannot store it, and what `account` throws once the
 * sign-in has ended: it is asked again after the encryption, which takes a moment.
 */
export async function swapDraft<T>(
  account: () => string,
  name: string,
  token: string | null,
  draft: Draft<T> | null,
): Promise<boolean> {
  const id = rowIdOf(account(), name);
  const stored: StoredDraft<T> | null = draft && { base: draft.base, mine: draft.local };
  const sealed = stored && (await seal(account(), id, stored));
  const row: DraftRow | null = sealed && {
    id,
    owner: account(),
    kind: 'document',
    name,
    token: newId(),
    sealed,
  };
  return write(['outbox'], async (step) => {
    const store = step.objectStore('outbox');
    const held = (await store.get(id)) as DraftRow | undefined;
    if ((held?.token ?? null) !== token) return false;
    if (row) await store.put(row);
    else await store.delete(id);
    return true;
  });
}
