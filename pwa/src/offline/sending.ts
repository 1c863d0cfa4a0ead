// When to send what waits: at the start, after each change, when the network or the person comes back.
import { effect } from '@preact/signals';
import { lastFailure } from '../lib/connection';
import { withDatabase } from './database';
import { documentNamed } from './declarations';
import { documentOf } from './documents';
import { outboxOf } from './outbox';
import { type Session, session } from './session';
import { me, unconfirmed } from './sign-in';

/** Sends every item and every changed document of this person. Never throws. */
export async function sendAll(of: Session): Promise<void> {
  await Promise.all([outboxOf(of).send(), sendDocuments(of).catch(() => undefined)]);
}

async function sendDocuments(of: Session): Promise<void> {
  const { account } = of;
  if (!account) return;
  await outboxOf(of).open(); // rows of an older app become rows of today
  const rows = await withDatabase((db) => db.getAllFromIndex('outbox', 'owner', account));
  const names = rows.filter((row) => row.kind === 'document').map((row) => String(row.name));
  for (const name of names) {
    const definition = await documentNamed(name);
    if (definition && !of.ended) await documentOf(of, definition).send();
  }
}

/** A server restored from a backup has another epoch: it is given once more what this phone still has. */
export async function noticeRestore(of: Session, epoch: string | number): Promise<void> {
  const before = await of.cache.read<string | number>('epoch');
  if (before !== null && before !== epoch) await outboxOf(of).sendAgain();
  if (before !== epoch) await of.cache.write('epoch', epoch);
  await outboxOf(of).forgetOld(Date.now());
}

/** How many things of this person are only on this phone; null when it cannot say. */
export async function unsentHere(): Promise<number | null> {
  const here = session.peek();
  if (!here.account) return 0;
  return outboxOf(here)
    .countUnsent()
    .catch(() => null);
}

/** Begins to look out for good moments to send. Returns how to stop. */
export function startSending(): () => void {
  const now = () => void sendAll(session.peek());
  const inFront = () => {
    if (document.visibilityState === 'visible') now();
  };
  const told = (event: MessageEvent) => {
    if ((event.data as { flush?: boolean } | null)?.flush) now();
  };
  addEventListener('online', now);
  document.addEventListener('visibilitychange', inFront);
  navigator.serviceWorker?.addEventListener('message', told);
  let failing = false;
  const stops = [
    // Whoever signs in, comes back, or has confirmed this phone finds what waits on its way.
    effect(() => {
      const here = session.value;
      if (here.signedIn.value && !unconfirmed.value) void sendAll(here);
    }),
    // The server answers again, whoever asked: what waits for it need not sit out its pause.
    effect(() => {
      const failed = lastFailure.value === 'offline';
      if (failing && !failed) now();
      failing = failed;
    }),
    effect(() => {
      const epoch = me.value?.server_epoch;
      if (epoch !== undefined) void noticeRestore(session.peek(), epoch).catch(() => undefined);
    }),
  ];
  return () => {
    removeEventListener('online', now);
    document.removeEventListener('visibilitychange', inFront);
    navigator.serviceWorker?.removeEventListener('message', told);
    for (const stop of stops) stop();
  };
}
