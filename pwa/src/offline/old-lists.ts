// Days and goals: lists of entries that are changed on this phone first, sent when there is a chance, and joined with
// what the server has. The phone sends all it knows, so that even a server restored from an old backup gets it back.
import type { Signal } from '@preact/signals';
import { join, type Kept } from '../lib/join';
import { sameContent } from '../lib/merge';
import { get, Problem, put } from './client';
import { read, write } from './old-cache';
import { dropUnsent, keepUnsent, readUnsent } from './old-unsent';
import { owner } from './owner';

type ListState = 'onPhone' | 'sending' | 'received' | 'refused';

interface ListView<T> {
  content: T;
  state: ListState;
}

export interface ListKind<T> {
  name: 'days' | 'goals';
  lists: readonly (keyof T)[];
  empty: T;
  view: Signal<ListView<T> | null>;
  whose: string | null;
  /** Changes and answers touch the phone's copy one after the other; the network is waited for outside of this. */
  turn: Promise<unknown>;
  sending: Promise<void> | null;
}

const most = 3;

/** One at a time over all tabs, where the browser can do that. */
function inTurn<T, R>(kind: ListKind<T>, work: () => Promise<R>): Promise<R> {
  const alone = (): Promise<R> =>
    navigator.locks ? navigator.locks.request(`lists ${kind.name}`, work) : work();
  const done = kind.turn.then(alone, alone);
  kind.turn = done.catch(() => undefined);
  return done;
}

type Whose = Promise<string | null>;

const copyOf = async <T>(kind: ListKind<T>, of: Whose) =>
  (await readUnsent<T>(kind.name, of)) ?? (await read<T>(kind.name, of)) ?? kind.empty;

const show = <T>(kind: ListKind<T>, content: T, state: ListState) => {
  kind.view.value = { content, state };
};

/** Theirs in everything that is no list of entries, both in the lists. */
function joined<T>(kind: ListKind<T>, mine: T, theirs: T): T {
  const both = { ...theirs };
  for (const name of kind.lists)
    both[name] = join(mine[name] as Kept[], theirs[name] as Kept[]) as T[keyof T];
  return both;
}

const listsOf = <T>(kind: ListKind<T>, content: T) =>
  Object.fromEntries(kind.lists.map((name) => [name, content[name]]));

const same = <T>(kind: ListKind<T>, a: T, b: T) =>
  sameContent(listsOf(kind, joined(kind, a, a)), listsOf(kind, joined(kind, b, b)));

/** Draws what this phone has. Another person on the same phone begins with their own. */
export async function openList<T>(kind: ListKind<T>): Promise<void> {
  const whose = await owner().catch(() => null);
  if (whose !== kind.whose) kind.view.value = null;
  kind.whose = whose;
  const unsent = await readUnsent<T>(kind.name);
  if (unsent) return show(kind, unsent, 'onPhone');
  const copy = await read<T>(kind.name);
  if (copy) show(kind, copy, 'received');
}

/** Resolves when the change is safe on this phone, throws when the phone cannot keep it. Sending follows. */
export async function changeList<T>(kind: ListKind<T>, change: (content: T) => T): Promise<void> {
  const of = owner();
  await inTurn(kind, async () => {
    const next = change(await copyOf(kind, of));
    await keepUnsent(kind.name, next, of);
    await write(kind.name, next, of);
    show(kind, next, 'onPhone');
  });
  void syncList(kind);
}

/** Sends what waits and asks for nothing else. */
export async function sendList<T>(kind: ListKind<T>): Promise<void> {
  if (await readUnsent(kind.name)) await syncList(kind);
}

/** Sends what waits, or reads the server's copy and gives back what that lacks. Never throws; no network changes nothing. */
export function syncList<T>(kind: ListKind<T>): Promise<void> {
  kind.sending ??= rounds(kind)
    .catch(async (problem) => {
      const refused = problem instanceof Problem && [400, 413, 422].includes(problem.status);
      const waits = await readUnsent<T>(kind.name);
      if (waits) show(kind, waits, refused ? 'refused' : 'onPhone');
      else if (!kind.view.value) show(kind, kind.empty, 'received');
    })
    .finally(() => {
      kind.sending = null;
    });
  return kind.sending;
}

/** For one person: when somebody else is on this phone in the meantime, nothing more is sent, kept or shown. */
async function rounds<T>(kind: ListKind<T>): Promise<void> {
  const of = owner();
  const another = async () => (await owner()) !== (await of);
  for (let round = 0; round < most; round += 1) {
    const sent = await readUnsent<T>(kind.name, of);
    if (await another()) return;
    if (sent) show(kind, sent, 'sending');
    const answer = sent
      ? await put<T>(`/${kind.name}`, listsOf(kind, sent))
      : await get<T>(`/${kind.name}`);
    if (await another()) return;
    if (await inTurn(kind, () => settle(kind, sent, answer, of))) return;
  }
}

/** True when nothing waits any more. What was changed while it travelled is sent in the next round. */
async function settle<T>(
  kind: ListKind<T>,
  sent: T | null,
  answer: T,
  of: Whose,
): Promise<boolean> {
  const mine = await copyOf(kind, of);
  const both = joined(kind, mine, answer);
  await write(kind.name, both, of);
  const done = same(kind, both, answer);
  if (!done) await keepUnsent(kind.name, both, of);
  else if (await readUnsent(kind.name, of)) await dropUnsent(kind.name, of);
  if ((await owner()) !== (await of)) return true;
  show(kind, both, done ? 'received' : sent ? 'sending' : 'onPhone');
  return done;
}
