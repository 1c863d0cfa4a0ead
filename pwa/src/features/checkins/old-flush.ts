// Sends what waits: oldest first, one at a time over all tabs and the worker, in batches that shrink when they are
// too big. Nothing leaves the outbox before the server said yes.

import { Problem, post } from '../../offline/client';
import { type Entry, settle, waiting } from '../../offline/old-outbox';
import { owner } from '../../offline/owner';
import type { Batch, BatchAnswer, Result } from './api';

/** done: nothing waits · later: no luck now, try in a while · signIn: the person has to sign in · other: it is not theirs to send now. */
export type Ended = { how: 'done' | 'signIn' | 'other' } | { how: 'later'; after?: number };

export interface Watcher {
  /** The ids under way now; empty when none are. */
  underWay(ids: readonly string[]): void;
  /** The server answered for some: what is shown may have changed. */
  settled(): void;
}

const largest = 50;
const taken = new Set(['created', 'same', 'updated']);

/** Notes each answer; returns how many there were for what was sent. */
async function apply(whose: string, sent: Entry[], results: Result[]): Promise<number> {
  let answered = 0;
  const answers = new Map(results.map((result) => [result.id, result]));
  for (const entry of sent) {
    const answer = answers.get(entry.id);
    if (!answer) continue;
    answered += 1;
    const kept = taken.has(answer.outcome);
    const reason = kept ? undefined : (answer.reason ?? answer.outcome);
    await settle(whose, entry.id, entry.revision, kept ? 'received' : 'stuck', reason);
  }
  return answered;
}

function send(whose: string, items: Entry[]): Promise<BatchAnswer> {
  const sent_at = new Date().toISOString();
  const batch: Batch = { owner: whose, items: items.map((entry) => ({ ...entry, sent_at })) };
  return post('/checkins/batch', batch, { timeout: 30_000 });
}

/** The whole body was refused. Halve it until the one item that is at fault stands alone; that one is set aside. */
async function narrow(whose: string, items: Entry[], problem: Problem): Promise<number> {
  const [only] = items;
  if (items.length > 1 || !only) return Math.ceil(items.length / 2);
  await settle(whose, only.id, only.revision, 'stuck', problem.code);
  return largest;
}

function ending(problem: unknown): Ended {
  if (!(problem instanceof Problem)) return { how: 'later' };
  if (problem.status === 401) return { how: 'signIn' };
  if (problem.status === 403) return { how: 'other' };
  return { how: 'later', after: problem.retryAfter };
}

const refusals = new Set([400, 413, 422]);

async function drain(watcher: Watcher): Promise<Ended> {
  const whose = await owner();
  let size = largest;
  while (whose) {
    const items = await waiting(whose, size);
    if (items.length === 0) return { how: 'done' };
    watcher.underWay(items.map((entry) => entry.id));
    try {
      const { results } = await send(whose, items);
      if ((await apply(whose, items, results)) === 0) return { how: 'later' };
      size = Math.min(largest, size * 2);
    } catch (problem) {
      if (!(problem instanceof Problem && refusals.has(problem.status))) return ending(problem);
      size = await narrow(whose, items, problem);
    } finally {
      watcher.underWay([]);
      watcher.settled();
    }
  }
  return { how: 'done' };
}

/** Sends until nothing waits or the server cannot be had. Whoever else is sending on this phone is waited for. */
export function flushOutbox(watcher: Watcher): Promise<Ended> {
  const quietly = () => drain(watcher).catch((): Ended => ({ how: 'later' }));
  // Older browsers have no locks: two tabs then send the same ids, which the server answers with "same".
  const locks = globalThis.navigator?.locks;
  return locks ? locks.request('outbox', quietly) : quietly();
}
