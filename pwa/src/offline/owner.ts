// Whose phone this is: the account that signed in last. Written down, so that what waits here is found at the next start.
import { readRow, whenLost, write } from './database';

let known: string | null | undefined;

/** The account id of the person signed in last, or null. */
export async function owner(): Promise<string | null> {
  if (known === undefined) known = ((await readRow('meta', 'owner')) as string) ?? null;
  return known;
}

export async function setOwner(id: string | null): Promise<void> {
  await write(['meta'], async (step) => {
    const meta = step.objectStore('meta');
    await (id === null ? meta.delete('owner') : meta.put(id, 'owner'));
  });
  known = id;
}

/** Forgets what this page remembers: the next call reads the phone again. */
export function forgetOwner(): void {
  known = undefined;
}

// Evicted, the owner stays known to the open page and is written down again: what is written from now on must find its
// owner. Closed by another tab, they may have signed out there.
whenLost((how) => {
  if (how === 'closed') known = undefined;
  else if (known) void setOwner(known).catch(() => undefined);
});
