// Sealing on the phone: AES-GCM with a key of each person's own that the browser keeps and never hands out.
// A sealed text opens only for the person and the name it was sealed for.
import { database, whenLost } from './database';
import { innerKey, lockOf } from './lock';

export interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  body: ArrayBuffer;
}

const keys = new Map<string, Promise<CryptoKey>>();

async function makeOrFind(whose: string): Promise<CryptoKey> {
  const name = `vault:${whose}`;
  const db = await database();
  const found = await db.get('keys', name);
  if (found) return found;
  const fresh = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  // Another tab may have been faster; then its key is the one.
  const step = db.transaction('keys', 'readwrite', { durability: 'strict' });
  const first = await step.store.get(name);
  if (!first) await step.store.put(fresh, name);
  await step.done;
  return first ?? fresh;
}

function keyOf(whose: string): Promise<CryptoKey> {
  let key = keys.get(whose);
  if (!key) {
    key = makeOrFind(whose);
    keys.set(whose, key);
    key.catch(() => keys.delete(whose));
  }
  return key;
}

// Readable without opening the app lock: who is here, and what help and the hard moment need.
const outside = new Set(
  ['me', 'phase', 'epoch', 'help-lines', 'urge-wait'].map((name) => `pocket:${name}`),
);

export const isOutside = (pocketName: string): boolean => outside.has(`pocket:${pocketName}`);

/** Copies of the server's answers lie behind the phone's own lock where the person set one. Throws while it is shut. */
async function keyFor(whose: string, name: string): Promise<CryptoKey> {
  const copy = name.startsWith('pocket:') && !outside.has(name);
  if (copy && (await lockOf(whose))?.kind === 'phone') return innerKey(whose);
  return keyOf(whose);
}

const place = (whose: string, name: string) => new TextEncoder().encode(`${whose}|${name}`);

/** Throws when the phone refuses storage: without a kept key nothing could be opened again. */
export async function seal(whose: string, name: string, value: unknown): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const how = { name: 'AES-GCM', iv, additionalData: place(whose, name) };
  const text = new TextEncoder().encode(JSON.stringify(value));
  return { iv, body: await crypto.subtle.encrypt(how, await keyFor(whose, name), text) };
}

/** Throws when it was sealed for somebody else, under another name, or was damaged. */
export async function unseal<T>(whose: string, name: string, sealed: Sealed): Promise<T> {
  const how = { name: 'AES-GCM', iv: sealed.iv, additionalData: place(whose, name) };
  const text = await crypto.subtle.decrypt(how, await keyFor(whose, name), sealed.body);
  return JSON.parse(new TextDecoder().decode(text)) as T;
}

/** Forgets this person's key: whatever it sealed can never be opened again. */
export async function dropKey(whose: string): Promise<void> {
  keys.delete(whose);
  await (await database()).delete('keys', `vault:${whose}`);
}

/** What this page remembers, forgotten: the next call reads the phone again. */
export function forgetKeys(): void {
  keys.clear();
}

whenLost(forgetKeys);
