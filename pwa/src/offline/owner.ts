// Whose things this phone holds. Another person signing in on the same phone gets an empty pocket of their own.
import { database, whenLost } from './database';

let known: string | null | undefined;

/** The account id of the person signed in last, or null. */
export async function owner(): Promise<string | null> {
  if (known === undefined)
    known = ((await (await database()).get('meta', 'owner')) as string) ?? null;
  return known;
}

export async function setOwner(id: string | null): Promise<void> {
  const db = await database();
  if (id === null) await db.delete('meta', 'owner');
  else await db.put('meta', id, 'owner');
  known = id;
}

/** What this page remembers, forgotten: the next call reads the phone again. */
export function forgetOwner(): void {
  known = undefined;
}

// Evicted, who is here stays known to the open page and is written down again: what is kept from now on must find its
// owner. Cleared by another tab, they signed out there.
whenLost((how) => {
  if (how === 'closed') known = undefined;
  else if (known) void setOwner(known).catch(() => undefined);
});
