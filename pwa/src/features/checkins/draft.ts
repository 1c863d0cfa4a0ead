// What is chosen on the log screen but not saved yet: written on the phone, so that a reload or an update loses nothing.
import { session } from '../../offline/session';
import type { CheckinAnswers } from './entry';
import type { About } from './record';

export interface Draft {
  /** Drafts that lie on phones in use know the answers by this name. */
  said: CheckinAnswers;
  about: About;
}

const name = 'draft';
let last: Promise<void> = Promise.resolve();

/** Null when there is none, or the phone stores nothing. */
export const readDraft = (): Promise<Draft | null> => session.peek().cache.read<Draft>(name);

/** Writes or, with null, forgets it; in the order called. */
export function saveDraft(draft: Draft | null): Promise<void> {
  const { cache } = session.peek();
  last = last.then(() => cache.write(name, draft));
  return last;
}
