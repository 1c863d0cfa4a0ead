// What an answer of the server means for something that waits on this phone. The one place that decides it.
import { Problem } from './client';

export type Verdict =
  /** Passing: try again later. `everything`: no other item would fare better now. */
  | { what: 'retry'; everything: boolean; after?: number }
  /** The server does not know this sign-in any more. */
  | { what: 'signIn' }
  /** Another person is signed in here by now: it is not theirs to send. */
  | { what: 'otherAccount' }
  /** Too much at once: send less. */
  | { what: 'split' }
  /** Final: kept, and shown to the person with what they can do. */
  | { what: 'refuse'; reason: string };

// 425 Too Early and 408 Request Timeout say "again", as the 5xx do.
const passing = (status: number) => status === 408 || status === 425 || status >= 500;
// One item may make a server stumble (500) while the next one would pass; these say that nothing passes now.
const closed = new Set([429, 502, 503, 504]);

export function verdictOf(problem: unknown): Verdict {
  // A mistake of the app's own in one item (TypeError) is that item's alone; anything else is the network's or the phone's.
  if (!(problem instanceof Problem))
    return { what: 'retry', everything: !(problem instanceof TypeError) };
  const { status, code, retryAfter } = problem;
  if (status === 401) return { what: 'signIn' };
  if (status === 403 && code === 'other_account') return { what: 'otherAccount' };
  // Nothing is wrong with the item: it waits, and goes when the person has confirmed this phone (see sending.ts).
  if (status === 403 && code === 'phone_not_confirmed')
    return { what: 'retry', everything: false, after: 3600 };
  if (status === 413) return { what: 'split' };
  if (status === 429 || passing(status))
    return { what: 'retry', everything: closed.has(status), after: retryAfter };
  return { what: 'refuse', reason: code };
}
