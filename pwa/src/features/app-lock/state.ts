// The app lock: setting it, opening it, shutting it when the person has been away, and the way back when it was
// forgotten. Help and the screen for hard moments are never behind it.
import { emptyBehindLock, emptyCache } from '../../offline/cache';
import { Problem } from '../../offline/client';
import {
  closeInner,
  type Lock,
  lockOf,
  openInner,
  type PhoneLock,
  type PinLock,
  storeLock,
} from '../../offline/lock';
import { owner } from '../../offline/owner';
import { session } from '../../offline/session';
import { locked, me, signInState, signOutHere } from '../../offline/sign-in';
import { helpLines } from '../help';
import { askLock, hasOwnLock, makeLockCredential } from './phone-lock';

export { hasOwnLock, locked };
export type LockKind = Lock['kind'];

export const pinLength = { least: 4, most: 12 };
const rounds = 310_000; // PBKDF2-HMAC-SHA-256; a PIN is short whatever we do, so it is named a privacy screen
const freeTries = 5;
const firstWait = 30_000;
const longestWait = 15 * 60_000;
const awayFor = 60_000;

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));

async function whoseLock(): Promise<string> {
  const whose = me.value?.id ?? (await owner());
  if (!whose) throw new Error('nobody is signed in on this phone');
  return whose;
}

export async function currentLock(): Promise<Lock | null> {
  return lockOf(await whoseLock()).catch(() => null);
}

async function checkOf(pin: string, salt: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  const raw = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, [
    'deriveBits',
  ]);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds };
  return crypto.subtle.deriveBits(how, raw, 256);
}

export async function setPin(pin: string): Promise<void> {
  const salt = random(16);
  const whose = await whoseLock();
  await storeLock(whose, {
    kind: 'pin',
    salt,
    check: await checkOf(pin, salt),
    wrong: 0,
    waitUntil: 0,
  });
  await helpLines(); // what help needs lies outside the lock from now on
}

/** "pinOnly": this phone's lock cannot seal anything, a PIN is left. Throws when the person changed their mind. */
export async function setPhoneLock(name: string): Promise<'set' | 'pinOnly'> {
  const credential = await makeLockCredential(name);
  if (!credential) return 'pinOnly';
  const [salt, iv] = [random(32), random(12)];
  const outer = await askLock(credential, salt);
  const fresh = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, [
    'encrypt',
    'decrypt',
  ]);
  const wrapped = await crypto.subtle.wrapKey('raw', fresh, outer, { name: 'AES-GCM', iv });
  const whose = await whoseLock();
  const lines = await helpLines();
  const lock: PhoneLock = { kind: 'phone', credential, salt, iv, wrapped };
  openInner(whose, await unwrap(outer, lock));
  await storeLock(whose, lock);
  await emptyBehindLock(whose);
  await session.peek().cache.store('help-lines', lines);
  return 'set';
}

const unwrap = (outer: CryptoKey, lock: PhoneLock) =>
  crypto.subtle.unwrapKey(
    'raw',
    lock.wrapped,
    outer,
    { name: 'AES-GCM', iv: lock.iv },
    'AES-GCM',
    false,
    ['encrypt', 'decrypt'],
  );

/** The person asked for no lock any more; they are inside. */
export async function dropLock(): Promise<void> {
  const whose = await whoseLock();
  const lock = await lockOf(whose);
  if (lock?.kind === 'phone') await emptyBehindLock(whose);
  await storeLock(whose, null);
  await session.peek().cache.write('help-lines', null);
  closeInner();
}

/** "wait": too many wrong ones; `until` says from when it may be tried again. */
export async function openWithPin(
  pin: string,
  now = Date.now(),
): Promise<{ end: 'open' | 'wrong' } | { end: 'wait'; until: number }> {
  const whose = await whoseLock();
  const lock = (await lockOf(whose)) as PinLock;
  // A clock that was set back must not lengthen the wait beyond the longest one.
  if (now < lock.waitUntil && lock.waitUntil - now <= longestWait)
    return { end: 'wait', until: lock.waitUntil };
  if (same(await checkOf(pin, lock.salt), lock.check)) {
    await storeLock(whose, { ...lock, wrong: 0, waitUntil: 0 });
    locked.value = false;
    return { end: 'open' };
  }
  const wrong = lock.wrong + 1;
  const pause = Math.min(longestWait, firstWait * 2 ** (wrong - freeTries));
  const waitUntil = wrong >= freeTries ? now + pause : 0;
  await storeLock(whose, { ...lock, wrong, waitUntil });
  return { end: 'wrong' };
}

function same(a: ArrayBuffer, b: ArrayBuffer): boolean {
  const [left, right] = [new Uint8Array(a), new Uint8Array(b)];
  return left.length === right.length && left.every((byte, at) => byte === right[at]);
}

/** Throws when the phone's lock was not opened. */
export async function openWithPhone(): Promise<void> {
  const whose = await whoseLock();
  const lock = (await lockOf(whose)) as PhoneLock;
  openInner(whose, await unwrap(await askLock(lock.credential, lock.salt), lock));
  locked.value = false;
}

/**
 * The way back when the lock cannot be opened: this sign-in ends, the copies behind the lock go, and one signs in again.
 * What was not sent yet stays. Throws without a connection: a lock that opens offline would be none.
 */
export async function signInAgain(): Promise<void> {
  const whose = await whoseLock();
  await session
    .peek()
    .post('/sign-out')
    .catch((problem) => {
      // The server does not know this sign-in any more: that is what we want.
      if (!(problem instanceof Problem && problem.status === 401)) throw problem;
    });
  signOutHere(whose);
  await emptyCache(whose);
  await storeLock(whose, null);
  closeInner();
}

let awaySince: number | null = null;

/** Shuts the lock when the person comes back after a minute elsewhere. A new start is always shut. */
export function startLock(): void {
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') awaySince = Date.now();
    else void cameBack(Date.now());
  });
}

export async function cameBack(now: number): Promise<void> {
  const since = awaySince;
  awaySince = null;
  if (since === null || signInState.value !== 'in') return;
  if (now - since < awayFor && now >= since) return;
  if (await currentLock()) shut();
}

export function shut(): void {
  closeInner();
  locked.value = true;
}
