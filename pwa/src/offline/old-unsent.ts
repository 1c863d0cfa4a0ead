// Plans and answers saved on this phone that have not reached the server: one record per name and person, sealed.
// They lie in the outbox beside the check-ins, so that signing out counts them and another person on this phone can
// neither read nor erase them; they are the signed-in person's, unless whoever calls began before somebody else came; `progress` and the name they are sealed under keep them out of the check-ins' own work.
import { database, type OutboxRecord } from './database';
import { type Sealed, seal, unseal } from './encryption';
import { owner } from './owner';

interface Row extends OutboxRecord {
  progress: 'own';
  order: number;
  sealed: Sealed;
}

const idOf = (whose: string, name: string) => `${name}:${whose}`;
const sealName = (name: string) => `unsent ${name}`;

/** What waits under this name for this person, or null. Something that no longer opens is kept, not shown. */
export async function readUnsent<T>(name: string, of = owner()): Promise<T | null> {
  try {
    const whose = await of;
    if (!whose) return null;
    const row = (await (await database()).get('outbox', idOf(whose, name))) as Row | undefined;
    return row ? await unseal<T>(whose, sealName(name), row.sealed) : null;
  } catch {
    return null;
  }
}

/** Keeps it in place of what waited. Resolves when the phone has really written it, throws when it cannot. */
export async function keepUnsent(name: string, value: unknown, of = owner()): Promise<void> {
  const whose = await somebody(of);
  const sealed = await seal(whose, sealName(name), value);
  const row: Row = { id: idOf(whose, name), owner: whose, progress: 'own', order: 0, sealed };
  const step = (await database()).transaction('outbox', 'readwrite', { durability: 'strict' });
  await step.store.put(row);
  await step.done;
}

/** Lets go of it: the server has it. */
export async function dropUnsent(name: string, of = owner()): Promise<void> {
  const whose = await somebody(of);
  await (await database()).delete('outbox', idOf(whose, name));
}

async function somebody(of: Promise<string | null>): Promise<string> {
  const whose = await of;
  if (!whose) throw new Error('nobody is signed in on this phone');
  return whose;
}
