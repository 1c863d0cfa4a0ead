// Sends what waits: oldest first, until nothing does or the server cannot be had. What an answer means is decided in answers.ts.
import { type Verdict, verdictOf } from './answers';
import type { OutboxRecord } from './database';
import { type Operation, operationOf } from './declarations';
import type { Sealed } from './encryption';
import type { Session } from './session';

export interface ItemRow extends OutboxRecord {
  kind: string;
  order: number;
  state: 'waiting' | 'accepted' | 'refused';
  reason?: string;
  /** Changes with every version of the item, so that an answer to an older one settles nothing. */
  token: string;
  group?: string;
  sealed: Sealed;
}

export interface Opened {
  row: ItemRow;
  value: unknown;
}

/** done: nothing waits · later: no luck now · signIn: the person has to sign in · other: not theirs to send now. */
export type Outcome = { how: 'done' | 'signIn' | 'other' } | { how: 'later'; after?: number };

/** The rows of one person, as the outbox holds them. */
export interface Rows {
  /** All of them as they are on disk now, oldest first. */
  read(): Promise<readonly Opened[]>;
  /** Says which are being sent; empty when none is. */
  underWay(ids: string[]): void;
  /** Changes or, with null, removes one, but only the version with this token. */
  alter(id: string, token: string, change: (row: ItemRow) => ItemRow | null): Promise<void>;
}

// Failures in a row after which it is the server's fault, not an item's. Halving a batch of fifty down to one takes seven.
const mostStumbles = 8;

const groupOf = (row: ItemRow) => `${row.kind}|${row.group ?? row.id}`;

const settle = (rows: Rows, { id, token }: ItemRow, state: ItemRow['state'], reason?: string) =>
  rows.alter(id, token, (held) => ({ ...held, state, reason }));

/** Until nothing waits that could be sent now. Whoever else is sending on this phone has been waited for. */
export async function drain(session: Session, rows: Rows): Promise<Outcome> {
  // Rows, or groups that keep an order, which met a passing error: the others go on without them.
  const setAside = new Set<string>();
  let outcome: Outcome = { how: 'done' };
  let size = Number.POSITIVE_INFINITY;
  let stumbles = 0;
  for (;;) {
    const all = await rows.read();
    if (session.ended) return outcome;
    const waiting = all.filter(({ row }) => row.state === 'waiting' && !setAside.has(groupOf(row)));
    const first = waiting[0];
    if (!first) return outcome;
    const operation = await operationOf(first.row.kind);
    if (!operation) {
      setAside.add(groupOf(first.row)); // a newer version wrote it, or its feature did not load: it waits
      continue;
    }
    const most = Math.min(size, operation.batch?.most ?? 1);
    const some = operation.batch
      ? waiting.filter(({ row }) => row.kind === first.row.kind).slice(0, most)
      : [first];
    const verdict = await attempt(session, rows, operation, some);
    if (session.ended) return outcome;
    if (verdict === 'sent') {
      stumbles = 0;
      size = Math.min(size * 2, Number.MAX_SAFE_INTEGER);
      continue;
    }
    if (verdict.what === 'signIn') return { how: 'signIn' };
    if (verdict.what === 'otherAccount') return { how: 'other' };
    if (verdict.what === 'retry') {
      outcome = { how: 'later', after: verdict.after };
      stumbles += 1;
      if (verdict.everything || stumbles >= mostStumbles) return outcome;
    }
    // One of several may be at fault: halve them until it stands alone.
    if (some.length > 1) size = Math.ceil(some.length / 2);
    else if (verdict.what === 'retry') setAside.add(groupOf(first.row));
    else {
      const reason = verdict.what === 'split' ? 'too_large' : verdict.reason;
      await settle(rows, first.row, 'refused', reason);
      size = Number.POSITIVE_INFINITY;
    }
  }
}

async function attempt(
  session: Session,
  rows: Rows,
  operation: Operation<unknown>,
  some: Opened[],
): Promise<Verdict | 'sent'> {
  rows.underWay(some.map(({ row }) => row.id));
  try {
    const values = some.map(({ value }) => value);
    if (!operation.batch) {
      const answer = await operation.send(session, values[0]);
      await accept(session, rows, operation, some[0] as Opened, answer);
      return 'sent';
    }
    const answers = await operation.batch.send(session, values);
    const known = new Map(answers.map((answer) => [answer.id, answer]));
    const answered = some.filter(({ row }) => known.has(row.id));
    // An answer that mentions none of what was sent would be asked for again without end.
    if (answered.length === 0) return { what: 'retry', everything: true };
    for (const item of answered) {
      const answer = known.get(item.row.id);
      if (answer?.refused) await settle(rows, item.row, 'refused', answer.refused);
      else await accept(session, rows, operation, item, answer);
    }
    return 'sent';
  } catch (problem) {
    return verdictOf(problem);
  } finally {
    rows.underWay([]);
  }
}

async function accept(
  session: Session,
  rows: Rows,
  operation: Operation<unknown>,
  { row, value }: Opened,
  answer: unknown,
): Promise<void> {
  if (operation.keepFor === undefined) await rows.alter(row.id, row.token, () => null);
  else await settle(rows, row, 'accepted');
  if (!session.ended) operation.accepted?.(session, value, answer);
}
