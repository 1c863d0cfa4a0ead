// Takes a person's own copy: what still waits goes out first, then the server makes the file and the phone keeps it.
import { offerFile } from '../../lib/calendar-file';
import { deviceZone, localDay } from '../../lib/dates';
import { Problem } from '../../offline/client';
import { outboxOf } from '../../offline/outbox';
import { sendAll } from '../../offline/sending';
import { session } from '../../offline/session';

export type Form = 'html' | 'csv' | 'json';
export type Taken = 'taken' | 'stopped' | 'wait' | 'offline' | 'trouble';

const kinds: Record<Form, string> = {
  html: 'text/html;charset=utf-8',
  csv: 'text/csv;charset=utf-8',
  json: 'application/json;charset=utf-8',
};

/** How many things of this person are only on this phone, and so in no copy. */
export const notInCopy = (): Promise<number> =>
  outboxOf(session.peek())
    .countUnsent()
    .catch(() => 0);

/** "wait": many were taken just now. */
export async function takeCopy(form: Form): Promise<Taken> {
  const here = session.peek();
  await sendAll(here);
  try {
    const file = await here.get<Blob>(`/me/copy?form=${form}`, { timeout: 60_000, file: true });
    offerFile(`my-copy-${localDay(new Date(), deviceZone())}.${form}`, kinds[form], file);
    return 'taken';
  } catch (problem) {
    if (problem instanceof DOMException) return 'stopped'; // asked who they are, the person would rather not
    if (!(problem instanceof Problem)) return 'offline';
    return problem.status === 429 ? 'wait' : 'trouble';
  }
}
