// What this person wrote on this phone and the server does not have yet: one row each, encrypted to its owner. Rows are
// sent oldest first, one tab at a time, and leave only when the server said yes; a row it refused stays and is shown.
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { backoff } from '../lib/backoff';
import { newId } from '../lib/ids';
import { askForSync } from './background-sync';
import { announce, whenOtherTab } from './channel';
import { Ended } from './client';
import { type OutboxRecord, withDatabase, write } from './database';
import { type Operation, operationOf } from './declarations';
import { drain, type ItemRow, type Opened, type Outcome, type Rows } from './drain';
import { seal, unseal } from './encryption';
import { alone } from './lock-across-tabs';
import { migrateRows } from './migrate';
import { makeRounds } from './rounds';
import type { Session } from './session';

/** onPhone: only here · sending · saved: the server has it · refused: it said no, and the person is told why. */
export type ItemState = 'onPhone' | 'sending' | 'saved' | 'refused';

const shownAs = { waiting: 'onPhone', accepted: 'saved', refused: 'refused' } as const;

export interface Item<T = unknown> {
  id: string;
  kind: string;
  value: T;
  state: ItemState;
  /** Why it was refused: the server's code. */
  reason?: string;
  /** Milliseconds; when it was made. */
  order: number;
}

const isItem = (row: OutboxRecord): boolean =>
  typeof row.state === 'string' && row.kind !== 'document';

const unreadable = 'unreadable';
const inOrder = (a: ItemRow, b: ItemRow) => a.order - b.order || a.id.localeCompare(b.id);

class Outbox {
  /** False until what is on the phone was read. */
  readonly opened = signal(false);
  /** The phone refuses to store things; said plainly wherever one could lose something. */
  readonly storageFails = signal(false);
  /** How the last try to send ended; null before the first. */
  readonly lastTry = signal<Outcome['how'] | null>(null);

  private readonly held = signal<readonly Opened[]>([]);
  private readonly underWay = signal<ReadonlySet<string>>(new Set());
  private readonly views = new Map<string, ReadonlySignal<readonly Item[]>>();
  private readonly stopListening: () => void;
  /** What the drain may do to the rows. */
  private readonly drainable: Rows = {
    read: () => this.read().then(() => this.held.peek()),
    underWay: (ids) => {
      this.underWay.value = new Set(ids);
      this.tried = true;
    },
    alter: (...given) => this.alter(...given),
  };
  private ready: Promise<void> | null = null;
  private tried = false;
  private failures = 0;
  private cancelRetry = (): void => undefined;
  private lastMade = 0;
  private reading = 0;
  private looking = Promise.resolve();

  constructor(private readonly session: Session) {
    const { account } = session;
    session.signal.addEventListener('abort', () => {
      this.stopListening();
      this.cancelRetry();
    });
    this.stopListening = account
      ? whenOtherTab((change) => {
          if (change.of === 'outbox' && change.account === account)
            void this.read().catch(() => undefined); // the next look asks the storage again
        })
      : () => undefined;
  }

  /** Everything of this person on this phone, oldest first. */
  readonly all: ReadonlySignal<readonly Item[]> = computed(() =>
    this.held.value.map(({ row, value }) => ({
      id: row.id,
      kind: row.kind,
      value,
      state: this.underWay.value.has(row.id) ? 'sending' : shownAs[row.state],
      reason: row.reason,
      order: row.order,
    })),
  );

  /** What the server said no to; stays until the person tries again or removes it. */
  readonly refused: ReadonlySignal<readonly Item[]> = computed(() =>
    this.all.value.filter((item) => item.state === 'refused'),
  );

  /** The items of one operation, oldest first. */
  items<T>(operation: Operation<T>): ReadonlySignal<readonly Item<T>[]> {
    let view = this.views.get(operation.kind);
    if (!view) {
      view = computed(() => this.all.value.filter((item) => item.kind === operation.kind));
      this.views.set(operation.kind, view);
    }
    return view as ReadonlySignal<readonly Item<T>[]>;
  }

  /** Reads what is on the phone. Never throws; a phone that cannot be read is said so in `storageFails`. */
  open(): Promise<void> {
    const { account } = this.session;
    if (!account) return Promise.resolve();
    this.ready ??= migrateRows(account)
      .then(() => this.read())
      .catch(() => {
        this.storageFails.value = true;
        this.ready = null; // the next call tries again
      });
    return this.ready;
  }

  /**
   * Resolves when the item is on disk, not before; sending follows by itself. Throws when the phone cannot store it or
   * the sign-in has ended. `madeAt` (milliseconds) is for what is about another moment than now.
   */
  async add<T>(operation: Operation<T>, value: T, madeAt?: number): Promise<void> {
    const account = this.account();
    await this.open();
    const id = operation.id(value);
    const sealed = await seal(account, id, value);
    if (this.session.ended) throw new Ended();
    // Two items of one millisecond still have an order.
    this.lastMade = Math.max(Date.now(), this.lastMade + 1);
    const order = madeAt ?? this.lastMade;
    const { kind } = operation;
    const group = operation.group?.(value);
    const state = 'waiting' as const;
    const row: ItemRow = { id, owner: account, kind, order, state, token: newId(), sealed, group };
    try {
      await write(['outbox'], (step) => step.objectStore('outbox').put(row));
      this.storageFails.value = false;
    } catch (problem) {
      this.storageFails.value = true;
      throw problem;
    }
    await this.changed().catch(() => undefined); // it is on disk; the next look draws it
    void this.send();
  }

  /** Tries an item again that was refused. */
  async retry(id: string): Promise<void> {
    await this.alter(id, null, (row) => ({ ...row, state: 'waiting', reason: undefined }));
    await this.changed();
    await this.send();
  }

  /** Takes an item off this phone. Only because the person said so. */
  async discard(id: string): Promise<void> {
    await this.alter(id, null, () => null);
    await this.changed();
  }

  /** How many things of this person, of whatever kind, the server does not have. Throws when the phone cannot say. */
  async countUnsent(): Promise<number> {
    const rows = await this.rows();
    const taken = (row: OutboxRecord) => row.state === 'accepted' || row.progress === 'received';
    return rows.filter((row) => !taken(row)).length; // rows of an older app say it in `progress`
  }

  /** The server was restored from an older copy: what it once took and this phone still has waits again. */
  async sendAgain(): Promise<void> {
    await this.open();
    for (const { row } of this.held.peek())
      if (row.state === 'accepted')
        await this.alter(row.id, row.token, (held) => ({ ...held, state: 'waiting' }));
    await this.changed();
    void this.send();
  }

  /** Lets go of what the server has had for as long as its operation says. */
  async forgetOld(now: number): Promise<void> {
    await this.open();
    for (const { row } of this.held.peek()) {
      if (row.state !== 'accepted') continue;
      const keepFor = (await operationOf(row.kind))?.keepFor;
      if (keepFor !== undefined && now - row.order > keepFor)
        await this.alter(row.id, row.token, () => null);
    }
    await this.changed();
  }

  /** Resolves when all that waits now was tried: called while it is already sending, it goes round once more. */
  readonly send = makeRounds(
    () => this.session.signedIn.peek() && !this.session.ended,
    () => this.round(),
  );

  private async round(): Promise<void> {
    this.cancelRetry();
    await this.open();
    // One tab sends at a time. Where the browser has no locks two may send the same, which the server answers with "same".
    const outcome = await alone('outbox', () => drain(this.session, this.drainable)).catch(
      (): Outcome => ({ how: 'later' }), // the phone's storage failed; the next round asks it again
    );
    if (this.session.ended) return;
    this.lastTry.value = outcome.how;
    // Other tabs draw what became of it, too; where nothing was tried there is nothing to tell.
    await (this.tried ? this.changed() : this.read()).catch(() => undefined);
    this.tried = false;
    if (outcome.how === 'done') this.failures = 0;
    if (outcome.how === 'later') this.later(outcome.after);
  }

  private later(after?: number): void {
    this.cancelRetry = this.session.timeout(() => void this.send(), backoff(this.failures, after));
    this.failures += 1;
    void askForSync();
  }

  /** Changes or, with null, removes a row of this person; with `token` only the version that was looked at. */
  private alter(id: string, token: string | null, change: (row: ItemRow) => ItemRow | null) {
    const account = this.account();
    return write(['outbox'], async (step) => {
      const store = step.objectStore('outbox');
      const row = (await store.get(id)) as ItemRow | undefined;
      if (!row || row.owner !== account || (token !== null && row.token !== token)) return;
      const next = change(row);
      await (next ? store.put(next) : store.delete(id));
    });
  }

  private account(): string {
    const { account, ended } = this.session;
    if (!account || ended) throw new Ended();
    return account;
  }

  private rows(): Promise<OutboxRecord[]> {
    const account = this.account();
    return withDatabase((db) => db.getAllFromIndex('outbox', 'owner', account));
  }

  private async changed(): Promise<void> {
    announce({ of: 'outbox', account: this.account() });
    await this.read();
  }

  /** Reads the rows again; only new versions are decrypted. One that does not open is set aside, shown and never sent. */
  private read(): Promise<void> {
    if (this.session.ended || !this.session.account) return Promise.resolve();
    this.reading += 1;
    this.looking = this.look(this.reading);
    return this.looking;
  }

  private async look(turn: number): Promise<void> {
    const rows = ((await this.rows()).filter(isItem) as ItemRow[]).sort(inOrder);
    const known = this.held.peek().filter((one) => one.row.reason !== unreadable);
    const before = new Map(known.map((one) => [one.row.token, one.value]));
    const found = await Promise.all(rows.map((row) => this.openRow(row, before)));
    if (this.session.ended) return;
    if (turn !== this.reading) return this.looking; // a later look has it newer, and is waited for
    this.held.value = found;
    this.opened.value = true;
  }

  private async openRow(row: ItemRow, before: ReadonlyMap<string, unknown>): Promise<Opened> {
    if (before.has(row.token)) return { row, value: before.get(row.token) };
    try {
      return { row, value: await unseal<unknown>(row.owner, row.id, row.sealed) };
    } catch {
      return { row: { ...row, state: 'refused', reason: unreadable }, value: null };
    }
  }
}

/** What waits to be sent for the person of this session. */
export const outboxOf = (of: Session): Outbox => of.state(makeOutbox);
const makeOutbox = (of: Session) => new Outbox(of);
