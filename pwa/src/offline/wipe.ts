// Clears one person's things from this phone after they signed out. Another person's unsent items stay where they are.
import { deleteDB } from 'idb';
import { closeDatabase, database, databaseName } from './database';
import { dropKey, forgetKeys } from './encryption';
import { forgetLocks, keepLock } from './lock';
import { emptyPocket } from './old-cache';
import { forgetOwner, setOwner } from './owner';

export async function wipe(whose: string): Promise<void> {
  const db = await database();
  const owners = (await db.getAll('outbox')).map((item) => item.owner);
  if (owners.some((one) => one !== whose)) {
    const mine = await db.getAllKeysFromIndex('outbox', 'owner', whose);
    await Promise.all(mine.map((id) => db.delete('outbox', id)));
    await emptyPocket(whose);
    await dropKey(whose);
    await keepLock(whose, null);
    await setOwner(null);
    return;
  }
  await closeDatabase();
  await deleteDB(databaseName);
  forgetOwner();
  forgetKeys();
  forgetLocks();
}
