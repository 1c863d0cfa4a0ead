// Whose data this page shows. Everything personal is created from a session and ends with it: copies of the server's
// answers, what waits to be sent, documents, timers, requests in flight. No module holds personal state of its own.
import { computed, type ReadonlySignal, signal, untracked } from '@preact/signals';
import { Cache } from './cache';
import { Ended, type Options, Problem, request } from './client';

/** What a session does when the server says that the sign-in is over, or that it is somebody else's. */
interface SignInEvents {
  signedOut(session: Session): void;
  otherAccount(session: Session): void;
}

let events: SignInEvents = { signedOut: () => undefined, otherAccount: () => undefined };

export function whenSignInChanges(then: SignInEvents): void {
  events = then;
}

let proofAsked: ((of: Session) => Promise<void>) | undefined;

/**
 * What to do when the server asks for fresh proof that it is still this person (403 proof_needed): resolves when it was shown, and
 * what was asked for is then asked for again; throws when the person would rather not.
 */
export function whenProofIsNeeded(ask: (of: Session) => Promise<void>): void {
  proofAsked = ask;
}

export class Session {
  readonly cache: Cache;
  /** Whether the server is believed to know this sign-in: without it nothing is sent, and what is written waits. */
  readonly signedIn = signal(false);
  private readonly abort = new AbortController();
  private readonly timers = new Set<ReturnType<typeof setTimeout>>();
  private readonly states = new Map<unknown, unknown>();

  /** `account` is null where nobody is signed in: then nothing is read, written or sent in anybody's name. */
  constructor(readonly account: string | null) {
    this.cache = new Cache(account, () => this.ended);
  }

  /** True from the end of the sign-in on: what arrives later is dropped. */
  get ended(): boolean {
    return this.abort.signal.aborted;
  }

  /** Aborted at the end; for what can be cancelled. */
  get signal(): AbortSignal {
    return this.abort.signal;
  }

  get = <T>(path: string, options?: Options) => this.request<T>('GET', path, undefined, options);
  put = <T>(path: string, body: unknown, options?: Options) =>
    this.request<T>('PUT', path, body, options);
  post = <T>(path: string, body?: unknown, options?: Options) =>
    this.request<T>('POST', path, body ?? {}, options);
  patch = <T>(path: string, body: unknown, options?: Options) =>
    this.request<T>('PATCH', path, body, options);
  delete = <T = void>(path: string, options?: Options) =>
    this.request<T>('DELETE', path, undefined, options);

  /** Throws Problem, Unreachable, or Ended once the session has. A 401 and another person's sign-in are reported, too. */
  async request<T>(
    method: string,
    path: string,
    body?: unknown,
    options: Options = {},
  ): Promise<T> {
    const { account, signal } = this;
    try {
      const answer = await request<T>(method, path, body, { ...options, account, signal });
      if (this.ended) throw new Ended();
      return answer;
    } catch (problem) {
      if (this.ended) throw new Ended();
      if (problem instanceof Problem && account) {
        if (problem.status === 401 && !options.expect401) events.signedOut(this);
        if (problem.code === 'other_account') events.otherAccount(this);
        if (problem.code === 'proof_needed' && proofAsked) {
          await proofAsked(this);
          return this.request<T>(method, path, body, options);
        }
      }
      throw problem;
    }
  }

  /** setTimeout that ends with the session. Returns how to cancel it. */
  timeout(work: () => void, milliseconds: number): () => void {
    if (this.ended) return () => undefined;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      work();
    }, milliseconds);
    this.timers.add(timer);
    return () => {
      clearTimeout(timer);
      this.timers.delete(timer);
    };
  }

  /** What `make` made for this session under `key`; made at the first call. */
  state<T>(make: (session: Session) => T, key: unknown = make): T {
    if (!this.states.has(key))
      this.states.set(
        key,
        untracked(() => make(this)),
      );
    return this.states.get(key) as T;
  }

  end(): void {
    this.abort.abort();
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
    this.states.clear();
  }
}

const current = signal(new Session(null));

export const session: ReadonlySignal<Session> = current;

const left = signal(0);
/** How often a person's session gave way to another person's, or to nobody's: what was typed or open then is not carried on. */
export const handOvers: ReadonlySignal<number> = left;

/** Ends the session there is and begins one for `account` (null: nobody). Returns it. */
export function beginSession(account: string | null): Session {
  const before = current.peek();
  const next = new Session(account);
  if (before.account !== null && before.account !== account) left.value += 1;
  current.value = next;
  before.end();
  return next;
}

/**
 * A feature's own state, made anew for each session: `const absences = perSession((session) => …)`. The result is asked
 * for it, `absences()`, and follows the current session wherever signals are followed.
 */
export function perSession<T>(make: (session: Session) => T): () => T {
  return () => current.value.state(make);
}

/** One signal of a feature's state, under a name of its own. */
export function fromState<T, V>(
  state: () => T,
  pick: (state: T) => ReadonlySignal<V>,
): ReadonlySignal<V> {
  return computed(() => pick(state()).value);
}
