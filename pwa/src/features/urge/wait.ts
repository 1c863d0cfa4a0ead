// The ten minutes themselves: stored sealed on this phone, so that a phone that slept, or an app that was put away, finds
// them again. Little is loaded for them: whoever needs them may have an old phone and no signal.
import { signal } from '@preact/signals';
import { fromState, perSession, type Session, session } from '../../offline/session';
import { timerUntil } from './timer';

interface Wait {
  startedAt: string;
  endsAt: number;
  before: number | null;
}

export const waitMinutes = 10;
const waitName = 'urge-wait';
const forgetAfter = 12 * 3_600_000;

const makeState = (of: Session) => ({
  timer: timerUntil(of.signal),
  strength: signal<number | null>(null),
  startedAt: signal<string | null>(null),
  stopped: signal(false),
});
const state = perSession(makeState);

/** The instant (milliseconds) the wait ends at; null when none runs. */
export const endsAt = fromState(state, ({ timer }) => timer.endsAt);
/** Milliseconds left; 0 when it is over. */
export const left = fromState(state, ({ timer }) => timer.left);
/** How strong it was when the wait began; null: not said. */
export const strength = fromState(state, (made) => made.strength);

export function setStrength(now: number | null): void {
  state().strength.value = now;
}

/** The instant the wait began; null when none is known. */
export function waitBegan(): Date | null {
  const began = state().startedAt.peek();
  return began ? new Date(began) : null;
}

/** The ten minutes were stopped before they had passed. */
export const wasStopped = fromState(state, ({ stopped }) => stopped);

/** Begins the ten minutes. They run at once; resolves when they are on disk, or the phone could not store them. */
export async function startWait(): Promise<void> {
  const { timer, startedAt, stopped, strength: before } = state();
  const now = Date.now();
  const end = now + waitMinutes * 60_000;
  timer.runUntil(end);
  startedAt.value = new Date(now).toISOString();
  stopped.value = false;
  const wait: Wait = { startedAt: startedAt.value, endsAt: end, before: before.peek() };
  await session.peek().cache.write(waitName, wait);
}

/** Stops them early: what is asked after them is asked now. Resolves as the beginning does. */
export async function stopWait(now = Date.now()): Promise<void> {
  const { timer, startedAt, stopped, strength: before } = state();
  const began = startedAt.peek();
  if (!began) return;
  stopped.value = true;
  timer.runUntil(now);
  await session
    .peek()
    .cache.write(waitName, { startedAt: began, endsAt: now, before: before.peek() });
}

/** Resolves when it is over on disk, too: whoever leaves at once does not find it running again. */
export async function endWait(): Promise<void> {
  await session.peek().cache.write(waitName, null);
  const { timer, startedAt, stopped } = state();
  timer.stop();
  stopped.value = false;
  startedAt.value = null;
}

/** Finds the wait that was running when the app was last here; also one that has ended meanwhile. */
export async function findWait(now = Date.now()): Promise<void> {
  const made = state();
  if (made.startedAt.peek()) return;
  const stored = await session.peek().cache.read<Wait>(waitName);
  if (!stored || now - stored.endsAt > forgetAfter) return;
  made.startedAt.value = stored.startedAt;
  made.strength.value = stored.before;
  // An app of before wrote its beginning a moment after it had worked out its end.
  const lasted = stored.endsAt - Date.parse(stored.startedAt);
  made.stopped.value = lasted < waitMinutes * 60_000 - 1000;
  made.timer.runUntil(stored.endsAt);
}
