// Somebody's phone, as the app itself makes it: signed in, restarted, handed to another person.

import { vi } from 'vitest';
import { language } from '../src/i18n';
import { deviceZone } from '../src/lib/dates';
import type { Me, Phase } from '../src/offline/account-api';
import { closeDatabase } from '../src/offline/database';
import { forgetKeys } from '../src/offline/encryption';
import { forgetLocks } from '../src/offline/lock';
import { outboxOf } from '../src/offline/outbox';
import { forgetOwner } from '../src/offline/owner';
import { beginSession, type Session, session } from '../src/offline/session';
import { accept, learnPhase } from '../src/offline/sign-in';

export const mia = '11111111-1111-4111-8111-111111111111';
export const leo = '22222222-2222-4222-8222-222222222222';

/** As the server describes them; their zone is this phone's, so that nothing is reported. */
export const makeMe = (id: string, change: Partial<Me> = {}): Me => ({
  id,
  display_name: id === leo ? 'Leo' : 'Mia',
  role: 'participant',
  language: language.value,
  zone: deviceZone(),
  has_passphrase: true,
  sign_in_name: 'somebody',
  passkey_count: 0,
  installed: false,
  has_recovery_card: false,
  activated_at: null,
  phone_confirmed: true,
  opens_at: null,
  has_other_phone: false,
  new_phones: [],
  phone_proves: false,
  server_epoch: undefined as never, // asked about by no test but those of a restored server
  ...change,
});

/** This person is signed in on this phone. */
export async function signIn(id = mia, phase?: Phase): Promise<Session> {
  await accept(makeMe(id));
  if (phase) await learnPhase(session.peek(), phase);
  return session.peek();
}

/** The app is closed and opened again: what was only in memory is gone. */
export async function restart(id = session.peek().account ?? mia): Promise<Session> {
  beginSession(null);
  await closeDatabase();
  forgetKeys();
  forgetLocks();
  forgetOwner();
  return signIn(id);
}

/** From here on the phone stores nothing. The test gives it back with vi.unstubAllGlobals(). */
export async function refuseStorage(why = 'QuotaExceededError'): Promise<void> {
  await closeDatabase();
  forgetKeys();
  vi.stubGlobal('indexedDB', {
    open: () => {
      throw new DOMException('no', why);
    },
  });
}

/** How many things of this person are only on this phone. */
export const unsent = (): Promise<number> => outboxOf(session.peek()).countUnsent();
