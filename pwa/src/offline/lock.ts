// What the app lock keeps on this phone. A PIN is a privacy screen: it is checked, and protects nothing by itself. With
// the phone's own lock the copies of what the server said are sealed with a key that only that lock opens. What was
// written here and not sent yet stays with the phone's key, so that no forgotten lock can lose it.
import { database, whenLost } from './database';

export interface PinLock {
  kind: 'pin';
  salt: Uint8Array<ArrayBuffer>;
  check: ArrayBuffer;
  wrong: number;
  /** Milliseconds; no try before. */
  waitUntil: number;
}

export interface PhoneLock {
  kind: 'phone';
  credential: ArrayBuffer;
  salt: Uint8Array<ArrayBuffer>;
  iv: Uint8Array<ArrayBuffer>;
  wrapped: ArrayBuffer;
}

export type Lock = PinLock | PhoneLock;

const locks = new Map<string, Lock | null>();
let inner: { whose: string; key: CryptoKey } | null = null;

const nameOf = (whose: string) => `lock:${whose}`;

/** The lock this person set on this phone, or null. */
export async function lockOf(whose: string): Promise<Lock | null> {
  const known = locks.get(whose);
  if (known !== undefined) return known;
  const found = ((await (await database()).get('meta', nameOf(whose))) as Lock | undefined) ?? null;
  locks.set(whose, found);
  return found;
}

export async function keepLock(whose: string, lock: Lock | null): Promise<void> {
  const db = await database();
  if (lock) await db.put('meta', lock, nameOf(whose));
  else await db.delete('meta', nameOf(whose));
  locks.set(whose, lock);
}

/** The key of what lies behind the phone's lock, while it is open. Throws while it is not. */
export function innerKey(whose: string): CryptoKey {
  if (inner?.whose !== whose) throw new Error('locked');
  return inner.key;
}

export function openInner(whose: string, key: CryptoKey): void {
  inner = { whose, key };
}

export function closeInner(): void {
  inner = null;
}

/** What this page remembers, forgotten: the next call reads the phone again. */
export function forgetLocks(): void {
  locks.clear();
  inner = null;
}

whenLost(forgetLocks);
