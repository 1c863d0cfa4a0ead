// What is chosen on the log screen but not saved yet: kept on the phone, so that a reload or an update loses nothing.

import { read, write } from '../../offline/old-cache';
import type { Said } from '../../offline/old-outbox';
import type { About } from './record';

export interface Draft {
  said: Said;
  about: About;
}

const name = 'draft';
let last: Promise<void> = Promise.resolve();

/** Null when there is none, or the phone keeps nothing. */
export const readDraft = (): Promise<Draft | null> => read<Draft>(name);

/** Keeps or, with null, forgets it; in the order called. */
export function keepDraft(draft: Draft | null): Promise<void> {
  last = last.then(() => write(name, draft));
  return last;
}
