// Every test speaks English unless it says otherwise, and has its own empty phone.
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach } from 'vitest';
import { closeDatabase } from '../src/store/database';
import { forgetLocks } from '../src/store/lock';
import { forgetOwner } from '../src/store/owner';
import { speak, withWords } from '../src/words';

beforeEach(async () => {
  await closeDatabase();
  globalThis.indexedDB = new IDBFactory();
  forgetOwner();
  forgetLocks();
  localStorage.clear();
  await speak('en');
  await withWords(Promise.resolve());
});
