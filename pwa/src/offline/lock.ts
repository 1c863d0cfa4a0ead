// What the app lock keeps on this phone. A PIN is a privacy screen: it is checked, and protects nothing by itself. With
// the phone's own lock the copies of what the server said are sealed with a key that only that lock opens. What was
// written here and not sent yet stays with the phone's key, so that no forgotten lock can lose it.
import { readRow, whenLost, write } from './database';

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
let inner: { account: string; key: CryptoKey } | null = null;

const nameOf = (account: string) => `lock:${account}`;

/** The lock this person set on this phone, or null. */
export async function lockOf(account: string): Promise<Lock | null> {
  const known = locks.get(account);
  if (known !== undefined) return known;
  const found = ((await readRow('meta', nameOf(account))) as Lock | undefined) ?? null;
  locks.set(account, found);
  return found;
}

export async function storeLock(account: string, lock: Lock | null): Promise<void> {
  await write(['meta'], async (step) => {
    const meta = step.objectStore('meta');
    await (lock ? meta.put(lock, nameOf(account)) : meta.delete(nameOf(account)));
  });
  locks.set(account, lock);
}

/** The key of what lies behind the phone's lock, while it is open. Throws while it is not. */
export function innerKey(account: string): CryptoKey {
  if (inner?.account !== account) throw new Error('locked');
  return inner.key;
}

export function openInner(account: string, key: CryptoKey): void {
  inner = { account, key };
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
