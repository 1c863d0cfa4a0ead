// Keeping a check-in: on this phone first, then on its way. A phone that cannot keep anything still tries the server,
// and when that fails too the words stay on the screen.

import { addDays, deviceZone, localDay, minuteOfDay } from '../../lib/dates';
import { newId } from '../../lib/ids';
import { put } from '../../offline/client';
import { type Entry, keepEntry, type Said, settle } from '../../offline/old-outbox';
import { owner } from '../../offline/owner';
import { me } from '../../offline/sign-in';
import type { Single } from './api';
import { sendNow } from './old-sending';
import { showHeld, storageFails } from './state';

export type { Entry, Said };
export type About = 'today' | 'yesterday';

const yesterdayUntil = 14 * 60;
const patience = 4000;
const correctionWindow = 24 * 3_600_000;

/** Yesterday can be filled in until 14:00 by the phone's own clock. */
export const yesterdayIsOpen = (now = new Date(), zone = deviceZone()) =>
  minuteOfDay(now, zone) < yesterdayUntil;

export const mayCorrect = (entry: Entry, now = new Date()) =>
  now.getTime() - Date.parse(entry.recorded_at) <= correctionWindow;

export const saidNothing = (said: Said) =>
  Object.values(said).every((one) => one === null || one === '' || one.length === 0);

/** The lowest mood or a strong urge: the answer is help, never a chart. */
export const isHard = (said: Said) => said.mood === 1 || (said.craving ?? 0) >= 7;

/** A new entry about now, with an id of its own. */
export function newEntry(said: Said, about: About, now = new Date(), zone = deviceZone()): Entry {
  const today = localDay(now, zone);
  const yesterday = about === 'yesterday' && yesterdayIsOpen(now, zone);
  return {
    ...said,
    id: newId(),
    recorded_at: now.toISOString(),
    zone,
    local_day: yesterday ? addDays(today, -1) : today,
    revision: 1,
  };
}

/** The next version of an entry; the same one when nothing was changed. */
export function nextVersion(entry: Entry, said: Said, now = new Date()): Entry {
  const same = (Object.keys(said) as (keyof Said)[]).every(
    (name) => JSON.stringify(said[name]) === JSON.stringify(entry[name]),
  );
  if (same) return entry;
  return { ...entry, ...said, revision: entry.revision + 1, corrected_at: now.toISOString() };
}

/** Opening a database can hang without an error; waiting for ever would be the same as losing it. */
function withPatience<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('storage does not answer')), patience);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

async function sendDirectly(entry: Entry, whose: string | undefined): Promise<void> {
  const { id, ...body } = entry;
  const single: Single = { ...body, sent_at: new Date().toISOString(), owner: whose ?? null };
  await put(`/checkins/${id}`, single);
}

/**
 * "phone": it is on this phone and goes out by itself. "server": the phone could not keep it, the server has it.
 * "screen": neither; it is only on the screen and can be tried again with the same entry.
 */
export async function recordCheckin(entry: Entry): Promise<'phone' | 'server' | 'screen'> {
  const whose = me.value?.id ?? (await owner().catch(() => null)) ?? undefined;
  try {
    if (!whose) throw new Error('nobody is signed in');
    await withPatience(keepEntry(whose, entry));
    storageFails.value = false;
    await showHeld();
    void sendNow();
    return 'phone';
  } catch {
    storageFails.value = true;
  }
  try {
    await sendDirectly(entry, whose);
    if (whose) await settle(whose, entry.id, entry.revision, 'received').catch(() => undefined);
    return 'server';
  } catch {
    return 'screen';
  }
}
