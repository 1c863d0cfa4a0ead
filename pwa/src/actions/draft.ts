// What is chosen on the log screen but not saved yet: kept sealed, so that a reload or an update loses nothing.
import type { Said } from '../store/outbox';
import { owner } from '../store/owner';
import { read, write } from '../store/pocket';
import { type Sealed, seal, unseal } from '../store/vault';
import type { About } from './recordCheckin';

export interface Draft {
  said: Said;
  about: About;
}

const name = 'draft';
let last: Promise<void> = Promise.resolve();

/** Null when there is none, or the phone keeps nothing. */
export async function readDraft(): Promise<Draft | null> {
  try {
    const [whose, sealed] = [await owner(), await read<Sealed>(name)];
    return whose && sealed ? await unseal<Draft>(whose, name, sealed) : null;
  } catch {
    return null;
  }
}

/** Keeps or, with null, forgets it. In the order called; a phone that keeps nothing is no error here. */
export function keepDraft(draft: Draft | null): Promise<void> {
  last = last.then(async () => {
    const whose = await owner();
    if (whose) await write(name, draft && (await seal(whose, name, draft)));
  });
  last = last.catch(() => undefined);
  return last;
}
