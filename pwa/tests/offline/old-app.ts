// Writes a phone's database exactly as the app before the one outbox did: taken from its outbox, its list of unsent things
// and its encryption, with nothing of today's engine but the opened database.
import { database } from '../../src/offline/database';

interface OldSealed {
  iv: Uint8Array<ArrayBuffer>;
  body: ArrayBuffer;
}

async function keyOf(whose: string): Promise<CryptoKey> {
  const name = `vault:${whose}`;
  const db = await database();
  const found = await db.get('keys', name);
  if (found) return found;
  const fresh = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  await db.put('keys', fresh, name);
  return fresh;
}

async function seal(whose: string, name: string, value: unknown): Promise<OldSealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const additionalData = new TextEncoder().encode(`${whose}|${name}`);
  const text = new TextEncoder().encode(JSON.stringify(value));
  const how = { name: 'AES-GCM', iv, additionalData };
  return { iv, body: await crypto.subtle.encrypt(how, await keyOf(whose), text) };
}

/** A check-in in its old row. */
export async function oldCheckin(
  whose: string,
  entry: { id: string; recorded_at: string; revision: number },
  progress: 'waiting' | 'received' | 'stuck' = 'waiting',
  reason?: string,
): Promise<void> {
  const sealed = await seal(whose, entry.id, entry);
  const order = Date.parse(entry.recorded_at);
  const { id, revision } = entry;
  const row = { id, owner: whose, order, revision, progress, sealed };
  await (await database()).put('outbox', reason ? { ...row, reason } : row);
}

/** A list of things that wait, or a changed plan, in its one old row. `sealedAs` damages it. */
export async function oldUnsent(
  whose: string,
  name: string,
  value: unknown,
  sealedAs = `unsent ${name}`,
): Promise<void> {
  const sealed = await seal(whose, sealedAs, value);
  const row = { id: `${name}:${whose}`, owner: whose, progress: 'own', order: 0, sealed };
  await (await database()).put('outbox', row);
}

/** The copy of an answer. */
export async function oldCopy(whose: string, name: string, value: unknown): Promise<void> {
  const sealed = await seal(whose, `pocket:${name}`, value);
  await (await database()).put('pocket', { key: `${whose}:${name}`, value: sealed });
}

/** Who signed in last. */
export const oldOwner = async (whose: string): Promise<unknown> =>
  (await database()).put('meta', whose, 'owner');
