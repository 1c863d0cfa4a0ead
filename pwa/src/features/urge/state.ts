// What came of a hard moment. Nothing is put into the log but by the person's own tap.
import { computed, signal } from '@preact/signals';
import { type EffectEstimate, estimateEffects } from '../../lib/effect-estimates';
import { perSession, session } from '../../offline/session';
import { type CheckinAnswers, log, newEntry, readLog, recordCheckin } from '../checkins';
import { currentName, openOwnWords, ownLists } from '../logbook';
import { endWait, setStrength, strength, waitBegan } from './wait';

const askedName = 'urge-asked';

const nothing: CheckinAnswers = {
  mood: null,
  craving: null,
  stress: null,
  confidence: null,
  sleep: null,
  habits: [],
  triggers: [],
  helped: [],
  note: null,
};

/** Two entries: the number at the start, if there is one, and the number now with what went with it. */
export async function logWait(now: number, helped: string[]): Promise<'saved' | 'screen'> {
  const began = waitBegan();
  if (began && strength.value !== null) {
    const first = newEntry({ ...nothing, craving: strength.value }, 'today', began);
    if ((await recordCheckin(first)) === 'screen') return 'screen';
    setStrength(null); // a second try does not write it twice
  }
  const end = await recordCheckin(newEntry({ ...nothing, craving: now, helped }, 'today'));
  if (end === 'screen') return 'screen';
  await endWait();
  return 'saved';
}

const askFrom = 30 * 60_000;
const askUntil = 4 * 3_600_000;
const strongEnough = 4;

const state = perSession(() => ({
  asked: signal<string | null>(null),
  /** Milliseconds; null until the phone said what was asked about before: no question comes back for a moment. */
  looked: signal<number | null>(null),
}));

/** The urge of half an hour ago that has no number after it and was not asked about yet. Asked once, never again. */
export const toAsk = computed(() => {
  const { asked, looked } = state();
  const newest = log.value.find((one) => one.entry.craving !== null)?.entry;
  if (!newest || looked.value === null) return null;
  if ((newest.craving ?? 0) < strongEnough || newest.id === asked.value) return null;
  const ago = looked.value - Date.parse(newest.recorded_at);
  return ago >= askFrom && ago <= askUntil ? newest : null;
});

export async function lookForUrge(now = Date.now()): Promise<void> {
  const { asked, looked } = state();
  asked.value = await session.peek().cache.read<string>(askedName);
  looked.value = now;
}

/** The question goes when that is on disk, not before: whoever leaves at once is not asked again. Throws when it cannot. */
export async function doNotAsk(id: string): Promise<void> {
  const { asked } = state();
  await session.peek().cache.store(askedName, id);
  asked.value = id;
}

/** The answer to "where is it now?", as an entry of its own. */
export async function answerUrge(now: number, helped: string[]): Promise<'saved' | 'screen'> {
  const entry = newEntry({ ...nothing, craving: now, helped }, 'today');
  await doNotAsk(entry.id).catch(() => undefined); // the answer itself is never asked about
  return (await recordCheckin(entry)) === 'screen' ? 'screen' : 'saved';
}

/** What went with the biggest drops, of what this phone holds. */
export const bestDrops = computed<EffectEstimate[]>(() =>
  estimateEffects(
    log.value.map((one) => one.entry),
    (word) => currentName(word, ownLists.value.helped),
  ),
);

/** Reads from this phone what is drawn from the log. Never throws. */
export async function openUrge(): Promise<void> {
  await Promise.all([readLog(), openOwnWords()]);
}
