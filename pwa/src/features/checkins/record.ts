// Recording a check-in: on this phone first, then on its way. A phone that cannot store anything still tries the server,
// and when that fails too the words stay on the screen.
import { addDays, deviceZone, localDay, minuteOfDay } from '../../lib/dates';
import { newId } from '../../lib/ids';
import { declareOperation, type ItemAnswer } from '../../offline/declarations';
import { outboxOf } from '../../offline/outbox';
import { type Session, session } from '../../offline/session';
import type { Batch, BatchAnswer, Single } from './api';
import { type CheckinAnswers, type Entry, nothing } from './entry';

export type { CheckinAnswers, Entry };
export type About = 'today' | 'yesterday';

const yesterdayUntil = 14 * 60;
const correctionWindow = 24 * 3_600_000;

/** Yesterday can be filled in until 14:00 by the phone's own clock. */
export const yesterdayIsOpen = (now = new Date(), zone = deviceZone()) =>
  minuteOfDay(now, zone) < yesterdayUntil;

export const mayCorrectAt = (recordedAt: string, now = new Date()) =>
  now.getTime() - Date.parse(recordedAt) <= correctionWindow;

export const mayCorrect = (entry: Entry, now = new Date()) => mayCorrectAt(entry.recorded_at, now);

export const isBlank = (answers: CheckinAnswers) =>
  Object.values(answers).every((one) => one === null || one === '' || one.length === 0);

/** The lowest mood or a strong urge: the answer is help, never a chart. */
export const isHard = (answers: CheckinAnswers) => answers.mood === 1 || isStrongUrge(answers);

export const isStrongUrge = (answers: CheckinAnswers) => (answers.craving ?? 0) >= 7;

/** A new entry about now, with an id of its own. */
export function newEntry(
  answers: CheckinAnswers,
  about: About,
  now = new Date(),
  zone = deviceZone(),
): Entry {
  const today = localDay(now, zone);
  const yesterday = about === 'yesterday' && yesterdayIsOpen(now, zone);
  return {
    ...answers,
    id: newId(),
    recorded_at: now.toISOString(),
    zone,
    local_day: yesterday ? addDays(today, -1) : today,
    revision: 1,
  };
}

/** The next version of an entry; the same one when nothing was changed. */
export function nextVersion(entry: Entry, answers: CheckinAnswers, now = new Date()): Entry {
  const same = (Object.keys(answers) as (keyof CheckinAnswers)[]).every(
    (name) => JSON.stringify(answers[name]) === JSON.stringify(entry[name]),
  );
  if (same) return entry;
  return { ...entry, ...answers, revision: entry.revision + 1, corrected_at: now.toISOString() };
}

/** With every field; an older app did not write them all. */
export const whole = (entry: Entry): Entry => ({ ...nothing, ...entry });

const most = 50;
const thirtyDays = 30 * 86_400_000; // milliseconds
const taken = new Set(['created', 'same', 'updated']);

const sendOne = (of: Session, entry: Entry) => {
  const { id, ...body } = whole(entry);
  const single: Single = { ...body, sent_at: new Date().toISOString(), owner: of.account };
  return of.put(`/checkins/${id}`, single);
};

async function sendSeveral(of: Session, entries: Entry[]): Promise<ItemAnswer[]> {
  const sent_at = new Date().toISOString();
  const batch: Batch = {
    owner: of.account,
    items: entries.map((entry) => ({ ...whole(entry), sent_at })),
  };
  const { results } = await of.post<BatchAnswer>('/checkins/batch', batch, { timeout: 30_000 });
  return results.map(({ id, outcome, reason }) => ({
    id,
    refused: taken.has(outcome) ? null : (reason ?? outcome),
  }));
}

export const checkinOperation = declareOperation<Entry>({
  kind: 'checkin',
  id: (entry) => entry.id,
  send: sendOne,
  batch: { most, send: sendSeveral },
  keepFor: thirtyDays,
});

/**
 * Deleting an entry takes its place on this phone, whether it was sent or not, under the same id. The server keeps the id
 * taken, so that a copy still on its way changes nothing.
 */
export const deletedOperation = declareOperation<{ id: string }>({
  kind: 'checkin-deleted',
  id: ({ id }) => id,
  send: (of, { id }) => of.delete(`/checkins/${id}`),
  keepFor: thirtyDays,
});

/**
 * "phone": it is on this phone and goes out by itself. "server": the phone could not store it, the server has it.
 * "screen": neither; it is only on the screen and can be tried again with the same entry.
 */
export async function recordCheckin(entry: Entry): Promise<'phone' | 'server' | 'screen'> {
  const here = session.peek();
  try {
    await outboxOf(here).add(checkinOperation, entry, Date.parse(entry.recorded_at));
    return 'phone';
  } catch {
    // The phone refuses storage, and says so on the screen (`storageFails`): the server is asked at once.
  }
  return sendOne(here, entry).then(
    () => 'server' as const,
    () => 'screen' as const,
  );
}
