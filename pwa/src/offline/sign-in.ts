// Who is signed in on this phone. Opens from the phone's own copy, asks the server after, begins and ends the session, and
// never throws away what is stored here because an answer was 401.
import { computed, signal } from '@preact/signals';
import { language, loadLanguage } from '../i18n';
import { deviceZone } from '../lib/dates';
import { isInstalled } from '../lib/device';
import { preference } from '../lib/preferences';
import type { Me, Phase } from './account-api';
import { announce, whenOtherTab } from './channel';
import { request } from './client';
import { lockOf } from './lock';
import { forgetOwner, owner, setOwner } from './owner';
import { beginSession, type Session, session, whenSignInChanges } from './session';
import { wipe } from './wipe';
export type SignInState = 'starting' | 'out' | 'in';

interface Signed {
  state: SignInState;
  me: Me | null;
  /** Of the session it belongs to; another one's is nobody's. */
  session: Session;
}

const signed = signal<Signed>({ state: 'starting', me: null, session: session.peek() });

export const me = computed(() => (signed.value.session === session.value ? signed.value.me : null));
/** Opened by a new code for an account in use, and not confirmed yet: what only the person may see stays closed. */
export const unconfirmed = computed(() => me.value?.phone_confirmed === false);
export const signInState = computed(() => signed.value.state);
/** Someone has used this phone before: they are asked to sign in, not for a code. */
export const known = signal(false);
/** The app lock is shut: only help and the screen for hard moments are open. */
export const locked = signal(false);
/** The server ended a sign-in that this phone still believed in. */
export const thrownOut = signal(false);

const phases = signal<{ session: Session; phase: Phase | null }>({
  session: session.peek(),
  phase: null,
});
/** The phase of the enrollment as last heard; decides which tabs there are. */
export const phase = computed(() =>
  phases.value.session === session.value ? phases.value.phase : null,
);
export const completed = computed(() => phase.value === 'completed');

/** Called by whoever reads the schedule, so that the next start knows the phase before the network answers. */
export async function learnPhase(of: Session, now: Phase | null): Promise<void> {
  if (of.ended || phase.peek() === now) return;
  phases.value = { session: of, phase: now };
  await of.cache.write('phase', now);
}

const hasLock = async (account: string) => (await lockOf(account).catch(() => null)) !== null;

/** From the phone's copy, if there is one. Asks nobody. */
export async function openSession(): Promise<void> {
  whenSignInChanges({ signedOut: signedOutByServer, otherAccount: () => void whoIsHere() });
  whenOtherTab((change) => {
    const theirs = change.of === 'signIn' && change.account === session.peek().account;
    if (change.of === 'signIn' && !(theirs && signed.peek().state === 'in')) void follow();
  });
  await fromThisPhone();
}

/** When it was opened from the phone's copy the server is asked, without holding up the screen. */
export async function startSession(opened = openSession()): Promise<void> {
  await opened;
  if (signed.peek().state === 'in') void whoIsHere();
  else {
    await whoIsHere();
    if (signed.peek().state === 'starting') leave(session.peek());
  }
}

/** Draws what this phone knows of the person who signed in last. */
async function fromThisPhone(): Promise<void> {
  const account = await owner().catch(() => null);
  known.value = account !== null;
  const here = beginSession(account);
  // At once: on an old phone each look at the database is a noticeable part of a cold start.
  const [copy, lock, phase] = await Promise.all([
    here.cache.read<Me>('me'),
    account === null ? false : hasLock(account),
    here.cache.read<Phase>('phase'),
  ]);
  if (!copy || here.ended) return;
  locked.value = lock;
  phases.value = { session: here, phase };
  enter(here, copy);
}

/** Another tab signed somebody in or out: this one shows the same, and nothing of who was here. */
async function follow(): Promise<void> {
  forgetOwner();
  wait(beginSession(null));
  locked.value = false;
  await fromThisPhone();
  if (signed.peek().state === 'starting') leave(session.peek());
}

const enter = (of: Session, person: Me) => {
  signed.value = { state: 'in', me: person, session: of };
  of.signedIn.value = true;
};

const wait = (of: Session) => {
  signed.value = { state: 'starting', me: null, session: of };
};

const leave = (of: Session) => {
  signed.value = { state: 'out', me: null, session: of };
};

/** Asks the server who is signed in. No connection changes nothing; a 401 shows the sign-in. */
export async function whoIsHere(): Promise<void> {
  const asking = session.peek();
  try {
    // In nobody's name: the answer says whose sign-in this phone has now.
    const answer = await request<Me>('GET', '/me', undefined, { signal: asking.signal });
    if (answer.role === 'participant') await accept(answer);
    else location.replace('/staff/'); // whoever works here: nothing of theirs belongs on this phone
  } catch (problem) {
    if (isSignedOut(problem) && asking === session.peek() && asking.account)
      signedOutByServer(asking);
    // Unreachable keeps the phone's copy.
  }
}

const isSignedOut = (problem: unknown) => (problem as { status?: number }).status === 401;

/** A person is signed in: everything on this phone is theirs from now on. */
export async function accept(answer: Me): Promise<void> {
  let here = session.peek();
  const before = signed.peek();
  const same = here.account === answer.id;
  if (!same) {
    here = beginSession(answer.id);
    locked.value = await hasLock(answer.id);
    phases.value = { session: here, phase: await here.cache.read<Phase>('phase') };
  } else if (before.state !== 'in') locked.value = await hasLock(answer.id);
  await setOwner(answer.id).catch(() => undefined);
  await here.cache.write('me', answer);
  if (here.ended) return; // somebody else came meanwhile
  enter(here, answer);
  known.value = true;
  thrownOut.value = false;
  if (!same || before.state !== 'in') announce({ of: 'signIn', account: answer.id });
  if (!preference('language') && answer.language !== language.value)
    await loadLanguage(answer.language);
  void reportPhone(here, answer);
}

/**
 * Quiet hours follow the phone; sessions follow the program. That the app is opened from the home screen is told once: it
 * sets this sign-in apart from that of the browser on the same phone. A server of before says nothing of it and is not told.
 */
async function reportPhone(of: Session, answer: Me): Promise<void> {
  const zone = deviceZone();
  const report = {
    ...(zone !== answer.zone && { zone }),
    ...(answer.installed === false && isInstalled() && { installed: true }),
  };
  if (Object.keys(report).length === 0) return;
  const changed = await of.patch<Me>('/me', report).catch(() => null);
  if (!changed || of.ended) return;
  enter(of, changed);
  await of.cache.write('me', changed);
}

function signedOutByServer(of: Session): void {
  // Several requests may hear it at once; the later ones find the session over.
  if (of !== session.peek() || of.ended) return;
  if (signed.peek().state === 'in') thrownOut.value = true;
  locked.value = false;
  // Everything waits, encrypted to its owner, for them to come back. Only the proof of being signed in goes; and who signs
  // in again sees the schedule as it is, not what changed meanwhile.
  const here = beginSession(of.account);
  void here.cache.write('me', null);
  void here.cache.write('schedule-seen', null);
  leave(here);
}

/** This phone stays theirs, and what was not sent yet waits; they sign in again. */
export function signOutHere(account: string): void {
  locked.value = false;
  leave(beginSession(account));
}

/** Ends this sign-in on the server, then clears this person's things from the phone. Throws if the server was not reached. */
export async function signOut(): Promise<void> {
  const here = session.peek();
  await here.post('/sign-out');
  const nobody = beginSession(null); // from here on nothing of theirs is written any more
  wait(nobody);
  locked.value = false;
  known.value = false;
  try {
    if (here.account) await wipe(here.account);
  } finally {
    // Not before: whoever puts the phone away at the welcome screen leaves nothing on it.
    if (session.peek() === nobody) leave(nobody);
    announce({ of: 'signIn', account: null });
  }
}
