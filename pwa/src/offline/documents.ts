// Documents of one person that are changed on this phone first and merged with what another phone changed: plans, lists of
// days and goals, own words. A feature declares how one is named, sent and merged; the rest is here.
import { type ReadonlySignal, signal } from '@preact/signals';
import { sameContent } from '../lib/merge';
import { verdictOf } from './answers';
import { announce, whenOtherTab } from './channel';
import { Ended, Problem } from './client';
import type { DocumentDefinition } from './declarations';
import { type HeldDraft, readDraft, swapDraft } from './documents-rows';
import { alone } from './lock-across-tabs';
import { migrateRows } from './migrate';
import { makeRounds } from './rounds';
import type { Session } from './session';

/** onPhone: only here · sending · saved: the server has what is shown · refused: it said no to this content. */
type DocumentState = 'onPhone' | 'sending' | 'saved' | 'refused';

interface DocumentView<T> {
  content: T;
  state: DocumentState;
  /** Something another phone wrote was merged in since the person last changed it. */
  merged: boolean;
  /** Why it was refused: the server's code. */
  reason?: string;
}

interface Document<T> {
  /** Null until it was read. */
  view: ReadonlySignal<DocumentView<T> | null>;
  /** Draws what this phone has. Never throws. */
  open(): Promise<void>;
  /** Resolves when the change is on disk; sending follows. Throws when the phone cannot store it. */
  change(how: (content: T) => T): Promise<void>;
  /**
   * Sends what waits, or asks for the server's copy. Resolves when what was changed before the call was tried. Never throws;
   * without a connection nothing changes.
   */
  sync(): Promise<void>;
  /** Sends what waits and asks for nothing else. Never throws. */
  send(): Promise<void>;
}

/** How often another phone may be faster, one time after the other, before what is here waits for the next occasion. */
const mostExchanges = 5;

/** The document of this session's person. */
export const documentOf = <T>(of: Session, definition: DocumentDefinition<T>): Document<T> =>
  of.state((session) => makeDocument(session, definition), definition);

function makeDocument<T>(
  session: Session,
  { name, empty, merge, body, lost }: DocumentDefinition<T>,
): Document<T> {
  const view = signal<DocumentView<T> | null>(null);
  let merged = false;

  const account = (): string => {
    if (!session.account || session.ended) throw new Ended();
    return session.account;
  };

  const show = (content: T, state: DocumentState, reason?: string): void => {
    if (!session.ended) view.value = { content, state, merged, reason };
  };

  const stopListening = session.account
    ? whenOtherTab((change) => {
        if (change.of !== 'document' || change.name !== name) return;
        if (change.account === session.account && view.peek()) void open();
      })
    : () => undefined;
  session.signal.addEventListener('abort', stopListening);

  const draftHere = () => readDraft<T>(account(), name);
  const copyHere = () => session.cache.read<T>(name);

  async function open(): Promise<void> {
    try {
      await migrateRows(account());
      const draft = await draftHere();
      const { state, reason } = view.peek() ?? {};
      if (draft) return show(draft.local, state === 'refused' ? state : 'onPhone', reason);
      const copy = await copyHere();
      if (copy) show(copy, 'saved');
    } catch {
      // A phone that refuses storage has no copy; the server's is drawn when it can be had.
    }
  }

  async function change(how: (content: T) => T): Promise<void> {
    await migrateRows(account());
    for (;;) {
      const draft = await draftHere();
      const copy = draft ? null : await copyHere();
      const local = how(draft?.local ?? copy ?? empty);
      const base = draft ? draft.base : (copy ?? empty);
      if (!(await swapDraft(account, name, draft?.token ?? null, { base, local }))) continue;
      await session.cache.write(name, local); // help and the hard moment read people and lines from there
      merged = false;
      show(local, 'onPhone');
      break;
    }
    announce({ of: 'document', account: account(), name });
    void sync();
  }

  /** Takes the server's copy. False when something here is not in it and has to be sent. */
  async function take(answer: T, sent: HeldDraft<T> | null): Promise<boolean> {
    const draft = await draftHere();
    if (draft && draft.token !== sent?.token) {
      // Changed while the request was under way: what was sent is the base now.
      const local = merge(sent?.local ?? draft.base, draft.local, answer);
      if (await swapDraft(account, name, draft.token, { base: answer, local })) {
        await session.cache.write(name, local);
        show(local, 'sending');
      }
      return false;
    }
    const copy = sent ? sent.local : await copyHere();
    if (copy && lost(copy, answer)) {
      const local = merge(sent?.base ?? null, copy, answer);
      if (await swapDraft(account, name, draft?.token ?? null, { base: answer, local })) {
        await session.cache.write(name, local);
        show(local, 'sending');
      }
      return false;
    }
    await session.cache.write(name, answer);
    if (draft && !(await swapDraft(account, name, draft.token, null))) return false;
    show(answer, 'saved');
    if (draft) announce({ of: 'document', account: account(), name });
    return true;
  }

  /** Another phone was faster: what it wrote becomes the base of what was changed here. */
  async function rebase(sent: HeldDraft<T>): Promise<void> {
    const remote = await session.get<T>(`/${name}`);
    const draft = (await draftHere()) ?? sent;
    const local = merge(draft.base, draft.local, remote);
    merged ||= !sameContent(body(local, remote), body(draft.local, remote));
    if (!(await swapDraft(account, name, draft.token, { base: remote, local }))) return;
    await session.cache.write(name, local);
    show(local, 'sending');
  }

  /** One question and its answer. False when there is more to send. */
  async function exchange(): Promise<boolean> {
    const draft = await draftHere();
    if (!draft) return take(await session.get<T>(`/${name}`), null);
    show(draft.local, 'sending');
    try {
      return await take(await session.put<T>(`/${name}`, body(draft.local, draft.base)), draft);
    } catch (problem) {
      if (!(problem instanceof Problem && problem.code === 'stale_version')) throw problem;
      await rebase(draft);
      return false;
    }
  }

  async function exchangeAll(): Promise<void> {
    try {
      await migrateRows(account());
      for (let turn = 0; turn < mostExchanges; turn += 1) if (await exchange()) return;
      const draft = await draftHere();
      if (draft) show(draft.local, 'onPhone');
    } catch (problem) {
      await explain(problem).catch(drawTheirs);
    }
  }

  /** Where the phone stores nothing there is no copy and no draft: what the server has is drawn. */
  async function drawTheirs(): Promise<void> {
    if (!view.peek()) show(await session.get<T>(`/${name}`).catch(() => empty), 'saved');
  }

  async function explain(problem: unknown): Promise<void> {
    if (session.ended) return;
    const verdict = verdictOf(problem);
    const draft = await draftHere();
    const final = verdict.what === 'refuse' || verdict.what === 'split';
    if (draft && final)
      show(draft.local, 'refused', verdict.what === 'refuse' ? verdict.reason : 'too_large');
    else if (draft) show(draft.local, 'onPhone');
    else if (!view.peek()) show(empty, 'saved');
  }

  const mayAsk = () => session.signedIn.peek() && !session.ended;

  /** Whoever asked while a round was under way has its answer, unless something was changed after it was sent. */
  const sync = makeRounds(mayAsk, async (turn) => {
    if (turn === 'follows' && !(await draftHere().catch(() => null))) return;
    await alone(`document ${name}`, exchangeAll);
  });

  async function send(): Promise<void> {
    if (!mayAsk()) return;
    const draft = await draftHere().catch(() => null);
    if (draft) await sync();
  }

  return { view, open, change, sync, send };
}
