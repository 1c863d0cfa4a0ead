// Telling that one cannot come, and taking it back: written on this phone first and sent in order under its own id, so that no
// tap is lost or doubled. What the screen says about it is never more than what is known.
import { effect } from '@preact/signals';
import { newId } from '../../lib/ids';
import { declareOperation } from '../../offline/declarations';
import { outboxOf } from '../../offline/outbox';
import { type Session, session } from '../../offline/session';
import { refreshSchedule } from '../schedule';
import type { Absences, AbsenceTaken, MakeUps, OtherMeeting, Reason } from './api';
import { type AwayDays, covers, type Waiting } from './rules';
import { absences, absencesPath, makeState } from './state';

function send(of: Session, one: Waiting): Promise<Absences | AbsenceTaken> {
  const owner = of.account;
  const path = `${absencesPath}/${one.days ? 'days/' : ''}${one.id}`;
  if (one.does === 'back')
    return of.put<Absences>(`${path}/taken-back`, { taken_back_at: one.at, owner });
  const { session_id, reason, make_up, days } = one;
  if (days) {
    const { from: starts_on, to: ends_on, wishes = [] } = days;
    return of.put<AbsenceTaken>(path, {
      starts_on,
      ends_on,
      reason,
      wishes,
      said_at: one.at,
      owner,
    });
  }
  return of.put<AbsenceTaken>(path, { session_id, reason, make_up, said_at: one.at, owner });
}

const absenceOperation = declareOperation<Waiting>({
  kind: 'absence',
  // Taking it back is an item of its own beside the absence.
  id: (one) => (one.does === 'back' ? `${one.id}:back` : one.id),
  // What the server hears of days and of a session goes by when it was said; only taking back needs what it takes back.
  group: (one) => (one.days ? one.id : one.session_id),
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
    const wished = one.days
      ? (one.days.wishes ?? []).map((wish) => wish.session_id)
      : one.make_up
        ? [one.session_id]
        : [];
    const gone = new Set(wishGone.peek());
    for (const id of covers(one)) gone.delete(id);
    for (const id of wished)
      if (
        items.some(
          (item) =>
            (item.request_id ?? item.id) === one.id && item.session_id === id && !item.make_up,
        )
      )
        gone.add(id);
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
  here.state(makeNews).said = one.id;
  try {
    await forgetRefused(here, covers(one));
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
async function forgetRefused(here: Session, about: readonly string[]): Promise<void> {
  for (const { id, value, state } of here.state(makeState).told.peek())
    if (state === 'refused' && value && covers(value).some((one) => about.includes(one)))
      await outboxOf(here).discard(id);
}

const makeNews = () => ({ said: null as string | null });

/** Whether this was said just now. Once: Today brings it into view. */
export function isNews(id: string): boolean {
  const news = session.peek().state(makeNews);
  if (news.said !== id) return false;
  news.said = null;
  return true;
}

export const tellAbsence = (session_id: string, reason: Reason | null, make_up: string | null) =>
  say({ id: newId(), does: 'tell', session_id, reason, make_up, at: new Date().toISOString() });

export const comeAfterAll = (id: string, session_id: string) =>
  say({ id, does: 'back', session_id, reason: null, make_up: null, at: new Date().toISOString() });

export const tellDays = (days: AwayDays, reason: Reason | null) =>
  say({ ...aboutDays(newId(), days), does: 'tell', reason });

export const comeToDays = (id: string, days: AwayDays) =>
  say({ ...aboutDays(id, days), does: 'back', reason: null });

const aboutDays = (id: string, days: AwayDays) => ({
  id,
  session_id: '',
  make_up: null,
  days,
  at: new Date().toISOString(),
});

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
