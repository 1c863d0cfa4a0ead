// Encryption on the phone: AES-GCM with a key of each person's own that the browser keeps and never hands out.
// A sealed text opens only for the person and the name it was sealed for (additional data: "account|name").
import { readRow, whenLost, write } from './database';
import { innerKey, lockOf } from './lock';

export interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  body: ArrayBuffer;
}

const keys = new Map<string, Promise<CryptoKey>>();

async function makeOrFind(account: string): Promise<CryptoKey> {
  const name = `vault:${account}`;
  const found = (await readRow('keys', name)) as CryptoKey | undefined;
  if (found) return found;
  const fresh = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  // Another tab may have been faster; then its key is the one.
  return write(['keys'], async (step) => {
    const store = step.objectStore('keys');
    const first = await store.get(name);
    if (!first) await store.put(fresh, name);
    return first ?? fresh;
  });
}

function keyOf(account: string): Promise<CryptoKey> {
  let key = keys.get(account);
  if (!key) {
    key = makeOrFind(account);
    keys.set(account, key);
    key.catch(() => keys.delete(account));
  }
  return key;
}

// Readable without opening the app lock: who is here, what help and the hard moment need, and what no server can give again.
const outside = new Set(['me', 'phase', 'epoch', 'help-lines', 'phone-secret']);

export const isOutsideLock = (cacheName: string): boolean =>
  outside.has(cacheName) || cacheName.startsWith('urge-');

/** Copies of the server's answers lie behind the phone's own lock where the person set one. Throws while it is shut. */
async function keyFor(account: string, name: string): Promise<CryptoKey> {
  const copy = name.startsWith('pocket:') && !isOutsideLock(name.slice('pocket:'.length));
  if (copy && (await lockOf(account))?.kind === 'phone') return innerKey(account);
  return keyOf(account);
}

const boundTo = (account: string, name: string) => new TextEncoder().encode(`${account}|${name}`);

/** Throws when the phone refuses storage: without a stored key nothing could be opened again. */
export async function seal(account: string, name: string, value: unknown): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const how = { name: 'AES-GCM', iv, additionalData: boundTo(account, name) };
  const text = new TextEncoder().encode(JSON.stringify(value));
  return { iv, body: await crypto.subtle.encrypt(how, await keyFor(account, name), text) };
}

/** Throws when it was sealed for somebody else, under another name, or was damaged. */
export async function unseal<T>(account: string, name: string, sealed: Sealed): Promise<T> {
  const how = { name: 'AES-GCM', iv: sealed.iv, additionalData: boundTo(account, name) };
  const text = await crypto.subtle.decrypt(how, await keyFor(account, name), sealed.body);
  return JSON.parse(new TextDecoder().decode(text)) as T;
}

/** Forgets this person's key: whatever it sealed can never be opened again. */
export async function dropKey(account: string): Promise<void> {
  keys.delete(account);
  await write(['keys'], (step) => step.objectStore('keys').delete(`vault:${account}`));
}

/** Forgets what this page remembers: the next call reads the phone again. */
export function forgetKeys(): void {
  keys.clear();
}

whenLost(forgetKeys);
