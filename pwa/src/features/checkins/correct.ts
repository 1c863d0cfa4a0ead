// A mistake can be put right for a day. An entry the server refused can be changed into one it takes, or let go.
import { discard, settle } from '../../offline/old-outbox';
import { owner } from '../../offline/owner';
import { sendNow } from './old-sending';
import { type Entry, mayCorrect, recordCheckin } from './record';
import { log, showHeld } from './state';

/** The entry under this id while it can still be corrected, else null. */
export function correctable(id: string): Entry | null {
  const found = log.value.find((one) => one.entry.id === id);
  return found && mayCorrect(found.entry) ? found.entry : null;
}

/** Keeps the corrected version like a new one. "closed" when the day for it is over. */
export async function correctCheckin(
  corrected: Entry,
): Promise<'phone' | 'server' | 'screen' | 'closed'> {
  return mayCorrect(corrected) ? recordCheckin(corrected) : 'closed';
}

/** One more try for an entry that was set aside. */
export async function tryAgain(entry: Entry): Promise<void> {
  const whose = await owner();
  if (!whose) return;
  await settle(whose, entry.id, entry.revision, 'waiting');
  await showHeld();
  await sendNow();
}

/** Takes an entry the server refused off this phone. */
export async function letGo(entry: Entry): Promise<void> {
  const whose = await owner();
  if (!whose) return;
  await discard(whose, entry.id);
  await showHeld();
}
