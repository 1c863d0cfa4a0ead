// A mistake can be put right for a day. An entry the server refused can be changed into one it takes, or let go.
import { outboxOf } from '../../offline/outbox';
import { session } from '../../offline/session';
import { type Entry, mayCorrect, recordCheckin } from './record';
import { log } from './state';

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

/** One more try for an entry the server refused. */
export const tryAgain = (entry: Entry): Promise<void> => outboxOf(session.peek()).retry(entry.id);

/** Takes an entry the server refused off this phone. */
export const letGo = (entry: Entry): Promise<void> => outboxOf(session.peek()).discard(entry.id);
