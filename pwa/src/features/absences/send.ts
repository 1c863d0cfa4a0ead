// Telling that one cannot come, and taking it back: written on this phone first and sent in order under its own id, so that no
// tap is lost or doubled. What the screen says about it is never more than what is known.
import { effect } from '@preact/signals';
import { newId } from '../../lib/ids';
import { declareOperation } from '../../offline/declarations';
import { outboxOf } from '../../offline/outbox';
import { type Session, session } from '../../offline/session';
import { refreshSchedule } from '../schedule';
import type { Absences, AbsenceTaken, MakeUps, OtherMeeting, Reason } from './api';
import type { Waiting } from './rules';
import { absences, absencesPath, makeState } from './state';

function send(of: Session, one: Waiting): Promise<Absences | AbsenceTaken> {
  const owner = of.account;
  const path = `${absencesPath}/${one.id}`;
  if (one.does === 'back')
    return of.put<Absences>(`${path}/taken-back`, { taken_back_at: one.at, owner });
  const { session_id, reason, make_up } = one;
  return of.put<AbsenceTaken>(path, { session_id, reason, make_up, said_at: one.at, owner });
}

const absenceOperation = declareOperation<Waiting>({
  kind: 'absence',
  // Taking it back is an item of its own beside the absence.
  id: (one) => (one.does === 'back' ? `${one.id}:back` : one.id),
  group: (one) => one.session_id,
  send,
  accepted: (of, one, answer) => learn(of, one, answer as Absences),
});

/** Draws what waits, from now on until the session ends. */
function drawTold(of: Session): void {
  const items = outboxOf(of).items(absenceOperation);
  const { told } = of.state(makeState);
  const stop = effect(() => {
    told.value = items.value;
  });
  of.signal.addEventListener('abort', stop);
}

/** Draws what the server answered about one absence. */
function learn(of: Session, one: Waiting, { items, days, missed }: Absences): void {
  const { answer, wishGone } = of.state(makeState);
  void answer.accept({ items, days, missed });
  if (one.does === 'tell') {
    const taken = items.find((item) => item.id === one.id);
    const gone = new Set(wishGone.peek());
    if (one.make_up && taken && !taken.make_up) gone.add(one.session_id);
    else gone.delete(one.session_id);
    wishGone.value = gone;
  }
  void refreshSchedule();
}

/** Draws what waits and sends it. Never throws. */
export async function sendAbsences(of: Session): Promise<void> {
  of.state(drawTold);
  await outboxOf(of).open();
  await outboxOf(of).send();
}

/**
 * "phone": it is here, on its way. "server": this phone could not store it, the server has it. "nowhere": neither; it can
 * be tried again.
 */
async function say(one: Waiting): Promise<'phone' | 'server' | 'nowhere'> {
  const here = session.peek();
  here.state(drawTold);
  try {
    await forgetRefused(here, one.session_id);
    await outboxOf(here).add(absenceOperation, one);
    return 'phone';
  } catch {
    // This phone stores nothing: the server is told at once.
  }
  return send(here, one).then(
    (answer) => {
      learn(here, one, answer);
      return 'server' as const;
    },
    () => 'nowhere' as const,
  );
}

/** What is said now stands in place of what was refused before. */
async function forgetRefused(here: Session, about: string): Promise<void> {
  for (const { id, value, state } of here.state(makeState).told.peek())
    if (state === 'refused' && value?.session_id === about) await outboxOf(here).discard(id);
}

export const tellAbsence = (session_id: string, reason: Reason | null, make_up: string | null) =>
  say({ id: newId(), does: 'tell', session_id, reason, make_up, at: new Date().toISOString() });

export const comeAfterAll = (id: string, session_id: string) =>
  say({ id, does: 'back', session_id, reason: null, make_up: null, at: new Date().toISOString() });

/** Other times for this session; null without a connection. */
export function otherTimes(about: string): Promise<OtherMeeting[] | null> {
  const path = `/schedule/sessions/${encodeURIComponent(about)}/make-ups`;
  return session
    .peek()
    .get<MakeUps>(path)
    .then(
      (answer) => answer.items,
      () => null,
    );
}

const seenName = 'missed-seen';

/** The session of today that nobody said anything about and that was not asked about yet. */
export async function missedToday(): Promise<string | null> {
  const missed = absences.peek()?.missed ?? null;
  const { cache } = session.peek();
  return missed && (await cache.read<string>(seenName)) !== missed ? missed : null;
}

/** Asked once, never again. Resolves when that is on disk, throws when the phone cannot store it. */
export const doNotAskAgain = (about: string): Promise<void> =>
  session.peek().cache.store(seenName, about);
