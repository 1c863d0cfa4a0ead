// Clears one person's things from this phone after they signed out. Another person's unsent items stay where they are.
// Rows are deleted, never the whole database: deleting that waits for every other tab, and a sleeping one never answers.
import { write } from './database';
import { dropKey } from './encryption';
import { storeLock } from './lock';
import { owner, setOwner } from './owner';

export async function wipe(account: string): Promise<void> {
  await write(['outbox', 'pocket'], async (step) => {
    const outbox = step.objectStore('outbox');
    for (const id of await outbox.index('owner').getAllKeys(account)) await outbox.delete(id);
    await step.objectStore('pocket').delete(IDBKeyRange.bound(`${account}:`, `${account}:\uffff`));
  });
  await dropKey(account);
  await storeLock(account, null);
  if ((await owner()) === account) await setOwner(null);
}
