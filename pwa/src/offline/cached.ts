// One answer of the server that screens draw from: the phone's copy at once, the server's when it can be had.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Session } from './session';

export interface Cached<T> {
  /** Null until a copy was read or the server answered. */
  value: ReadonlySignal<T | null>;
  /** False while what is shown may be older than the server's. */
  fresh: ReadonlySignal<boolean>;
  /** True once the phone's copy was read, if there is one. */
  opened: ReadonlySignal<boolean>;
  /** True once the phone's copy was read and the server was asked, whatever came of it. */
  asked: ReadonlySignal<boolean>;
  /** Draws the phone's copy where nothing is drawn yet. Never throws. */
  open(): Promise<void>;
  /** Draws the phone's copy, then the server's answer. Never throws; without a connection the copy stays. */
  refresh(): Promise<void>;
  /** Another answer brought the same data: draws and stores it. Dropped once the session has ended. */
  accept(value: T): Promise<void>;
}

interface CachedDefinition<T> {
  /** Its stable name: written on the phone. Null: drawn, and stored nowhere. */
  name: string | null;
  /** The path below /api/v1; asked again at each refresh. */
  path(): string;
  /** What of the answer is kept. */
  pick?(answer: unknown): T;
}

export function cachedAnswer<T>(
  session: Session,
  { name, path, pick = (answer) => answer as T }: CachedDefinition<T>,
): Cached<T> {
  const value = signal<T | null>(null);
  const fresh = signal(true);
  const opened = signal(false);
  const asked = signal(false);
  let latest = 0;

  async function open(): Promise<void> {
    if (value.peek() !== null) return;
    const copy = name === null ? null : await session.cache.read<T>(name);
    if (value.peek() === null && !session.ended) value.value = copy;
    opened.value = true;
  }

  async function accept(answer: T): Promise<void> {
    if (session.ended) return;
    latest += 1; // an answer asked for before this one is older
    value.value = answer;
    opened.value = true;
    fresh.value = true;
    if (name !== null) await session.cache.write(name, answer);
  }

  async function refresh(): Promise<void> {
    await open();
    latest += 1;
    const turn = latest;
    try {
      const answer = pick(await session.get(path()));
      if (turn === latest) await accept(answer);
    } catch {
      if (turn === latest) fresh.value = false; // the phone's copy stays on the screen, and says so
    }
    asked.value = true;
  }

  return { value, fresh, opened, asked, open, refresh, accept };
}
