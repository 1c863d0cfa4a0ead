// The ten minutes themselves: kept sealed on this phone, so that a phone that slept, or an app that was put away, finds
// them again. Little is loaded for them: whoever needs them may have an old phone and no signal.
import { signal } from '@preact/signals';
import { read, write } from '../../offline/old-cache';
import { resumeTimer, startTimer, stopTimer } from './timer';

interface Wait {
  startedAt: string;
  endsAt: number;
  before: number | null;
}

export const waitMinutes = 10;
const waitName = 'urge-wait';
const forgetAfter = 12 * 3_600_000;

/** How strong it was when the wait began. */
export const strength = signal<number | null>(null);
let startedAt: string | null = null;

/** The instant the wait began; null when none is known. */
export const waitBegan = (): Date | null => (startedAt ? new Date(startedAt) : null);

export async function startWait(): Promise<void> {
  startTimer(waitMinutes);
  startedAt = new Date().toISOString();
  const endsAt = Date.now() + waitMinutes * 60_000;
  await write(waitName, { startedAt, endsAt, before: strength.value } satisfies Wait);
}

export async function endWait(): Promise<void> {
  stopTimer();
  startedAt = null;
  await write(waitName, null);
}

/** Finds the wait that was running when the app was last here; also one that has ended meanwhile. */
export async function findWait(now = Date.now()): Promise<void> {
  if (startedAt) return;
  const kept = await read<Wait>(waitName);
  if (!kept || now - kept.endsAt > forgetAfter) return;
  startedAt = kept.startedAt;
  strength.value = kept.before;
  resumeTimer(kept.endsAt);
}
