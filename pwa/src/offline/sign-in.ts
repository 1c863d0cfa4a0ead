// Who is signed in on this phone. Opens from the phone's own copy, asks the server after, and never throws away
// what is kept here because an answer was 401.
import { computed, signal } from '@preact/signals';
import { language, loadLanguage } from '../i18n';
import { deviceZone } from '../lib/dates';
import { kept } from '../lib/preferences';
import type { Me, Phase } from './account-api';
import { get, patch, post, whenSignedOut } from './client';
import { lockOf } from './lock';
import { read, write } from './old-cache';
import { countUnsent } from './old-outbox';
import { owner, setOwner } from './owner';
import { wipe } from './wipe';

export type Standing = 'starting' | 'out' | 'in';

export const me = signal<Me | null>(null);
export const standing = signal<Standing>('starting');
/** Someone has used this phone before: they are asked to sign in, not for a code. */
export const known = signal(false);
/** The app lock is shut: only help and the screen for hard moments are open. */
export const locked = signal(false);
/** The phase of the enrollment as last heard; decides which tabs there are. */
export const phase = signal<Phase | null>(null);
export const completed = computed(() => phase.value === 'completed');
/** The server ended a sign-in that this phone still believed in. */
export const thrownOut = signal(false);

/** Called by whoever reads the schedule, so that the next start knows the phase before the network answers. */
export async function learnPhase(now: Phase | null): Promise<void> {
  if (phase.value === now) return;
  phase.value = now;
  await write('phase', now);
}

/** From the phone's copy at once if there is one; then the server is asked, without holding up the screen. */
export async function startSession(): Promise<void> {
  whenSignedOut(signedOutByServer);
  known.value = (await owner().catch(() => null)) !== null;
  const copy = await read<Me>('me');
  if (copy) {
    locked.value = (await lockOf(copy.id).catch(() => null)) !== null;
    phase.value = await read<Phase>('phase');
    me.value = copy;
    standing.value = 'in';
    void refreshMe();
    return;
  }
  await refreshMe();
  if (standing.value === 'starting') standing.value = 'out';
}

/** Asks who we are. No connection changes nothing; a 401 shows the sign-in. */
export async function refreshMe(): Promise<void> {
  try {
    await accept(await get<Me>('/me'));
  } catch {
    // Unreachable keeps the phone's copy; a 401 has already been handled by signedOutByServer.
  }
}

/** A person is signed in: remember who, so that everything on this phone is theirs from now on. */
export async function accept(answer: Me): Promise<void> {
  await setOwner(answer.id).catch(() => undefined);
  if (me.value?.id !== answer.id) phase.value = await read<Phase>('phase');
  if (standing.value !== 'in') locked.value = (await lockOf(answer.id).catch(() => null)) !== null;
  await write('me', answer);
  me.value = answer;
  known.value = true;
  thrownOut.value = false;
  standing.value = 'in';
  if (!kept('language') && answer.language !== language.value) await loadLanguage(answer.language);
  void reportZone(answer);
}

/** Quiet hours follow the phone; sessions follow the program. */
async function reportZone(answer: Me): Promise<void> {
  const zone = deviceZone();
  if (zone === answer.zone) return;
  const changed = await patch<Me>('/me', { zone }).catch(() => null);
  if (!changed) return;
  me.value = changed;
  await write('me', changed);
}

function signedOutByServer(): void {
  // Several requests may hear it at once; the later ones find the person out already.
  if (standing.value === 'in') thrownOut.value = true;
  standing.value = 'out';
  locked.value = false;
  me.value = null;
  // Only the proof of being signed in goes. Everything else waits, sealed to its owner, for them to come back.
  void write('me', null);
  // Who signs in again sees the schedule as it is, not what changed meanwhile.
  void write('schedule-seen', null);
}

/** How many things of this person are only on this phone; null when it cannot say. */
export async function unsentHere(): Promise<number | null> {
  const whose = me.value?.id;
  if (!whose) return 0;
  try {
    return await countUnsent(whose);
  } catch {
    return null;
  }
}

/** Ends this sign-in on the server, then clears this person's things from the phone. Throws if the server was not reached. */
export async function signOut(): Promise<void> {
  const whose = me.value?.id;
  await post('/sign-out');
  if (whose) await wipe(whose);
  locked.value = false;
  me.value = null;
  phase.value = null;
  known.value = false;
  standing.value = 'out';
}
