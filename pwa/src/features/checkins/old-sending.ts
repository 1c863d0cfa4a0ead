// When to send what waits: at the start, when the network or the person comes back, after each save, and again after a
// while when it did not work.
import { signal } from '@preact/signals';
import { backoff } from '../../lib/backoff';
import { read, write } from '../../offline/old-cache';
import { forgetOld, sendAgain } from '../../offline/old-outbox';
import { owner } from '../../offline/owner';
import { me, refreshMe } from '../../offline/sign-in';
import { type Ended, flushOutbox, type Watcher } from './old-flush';
import { showHeld, underWay } from './state';

/** How the last try ended; null before the first. */
export const lastTry = signal<Ended['how'] | null>(null);

let failures = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let running: Promise<void> | null = null;
let again = false;

const watcher: Watcher = {
  underWay(ids) {
    underWay.value = new Set(ids);
  },
  settled() {
    void showHeld();
  },
};

/** A server restored from a backup has another epoch: it is given everything of the last thirty days once more. */
async function noticeRestore(): Promise<void> {
  const [whose, epoch] = [await owner(), me.value?.server_epoch];
  if (!whose || epoch === undefined) return;
  const before = await read<string | number>('epoch');
  if (before !== null && before !== epoch) await sendAgain(whose);
  if (before !== epoch) await write('epoch', epoch);
  await forgetOld(whose, new Date());
}

function later(after?: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => void sendNow(), backoff(failures, after));
  failures += 1;
  void askForSync();
}

/** Some browsers tell the worker when the network is back, and it tells the open pages. */
async function askForSync(): Promise<void> {
  const registration = (await navigator.serviceWorker?.getRegistration()) as
    | { sync?: { register(tag: string): Promise<void> } }
    | undefined;
  await registration?.sync?.register('outbox').catch(() => undefined);
}

async function round(): Promise<void> {
  await noticeRestore().catch(() => undefined);
  const ended = await flushOutbox(watcher);
  lastTry.value = ended.how;
  void showHeld(); // another tab may have sent what waited here
  if (ended.how === 'done') failures = 0;
  if (ended.how === 'later') later(ended.after);
  if (ended.how === 'other') await refreshMe();
}

/** Sends now. Called while it is already sending, it goes round once more for what was added meanwhile. */
export function sendNow(): Promise<void> {
  if (running) {
    again = true;
    return running;
  }
  clearTimeout(timer);
  running = round().finally(() => {
    running = null;
    if (!again) return;
    again = false;
    void sendNow();
  });
  return running;
}

/** Begins to listen for good moments to send. */
export function startSending(): void {
  const now = () => void sendNow();
  window.addEventListener('online', now);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') now();
  });
  navigator.serviceWorker?.addEventListener('message', (event) => {
    if ((event.data as { flush?: boolean } | null)?.flush) now();
  });
  // Whoever signs in, or comes back, finds their waiting entries on the way.
  me.subscribe((person) => {
    if (person) now();
  });
}
