// Every test speaks English unless it says otherwise, and has its own empty phone.
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach } from 'vitest';
import { loadLanguage } from '../src/i18n';
import { closeDatabase } from '../src/offline/database';
import { forgetKeys } from '../src/offline/encryption';
import { forgetLocks } from '../src/offline/lock';
import { forgetOwner } from '../src/offline/owner';
import { beginSession } from '../src/offline/session';

beforeEach(async () => {
  beginSession(null);
  await closeDatabase();
  globalThis.indexedDB = new IDBFactory();
  forgetOwner();
  forgetLocks();
  forgetKeys();
  localStorage.clear();
  await loadLanguage('en');
});
