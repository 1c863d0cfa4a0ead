// What goes with an urge that eased, by arithmetic alone: the median of the differences, and how many there were.
// Not a promise and not a cause: it says what went with what, for this one person.
import { median } from './median';

interface Rated {
  recorded_at: string;
  craving: number | null;
  helped: readonly string[];
}

export interface EffectEstimate {
  word: string;
  /** Craving after minus craving before, in the middle. Below zero: it eased. */
  median: number;
  times: number;
}

const soonest = 5 * 60_000;
const latest = 4 * 3_600_000;
/** Fewer than this say nothing about a person. */
const enoughTimes = 3;

/** Each urge with the next number after it, between five minutes and four hours later. */
function pairs(entries: readonly Rated[]): { change: number; words: string[] }[] {
  const rated = entries
    .filter((one) => one.craving !== null)
    .map((one) => ({ ...one, at: Date.parse(one.recorded_at), craving: one.craving as number }))
    .sort((a, b) => a.at - b.at);
  return rated.flatMap((before, index) => {
    const after = rated[index + 1];
    if (!after || before.craving === 0) return [];
    const apart = after.at - before.at;
    if (apart < soonest || apart > latest) return [];
    const words = [...new Set([...before.helped, ...after.helped])];
    return [{ change: after.craving - before.craving, words }];
  });
}

/** What went with the biggest drop first. Only what eased, and only what happened often enough. */
export function estimateEffects(
  entries: readonly Rated[],
  nameOf: (word: string) => string = (word) => word,
): EffectEstimate[] {
  const changes = new Map<string, number[]>();
  for (const { change, words } of pairs(entries))
    for (const word of new Set(words.map(nameOf)))
      changes.set(word, [...(changes.get(word) ?? []), change]);
  return [...changes]
    .map(([word, all]) => ({ word, median: median(all) as number, times: all.length }))
    .filter((one) => one.times >= enoughTimes && one.median < 0)
    .sort((a, b) => a.median - b.median || b.times - a.times || a.word.localeCompare(b.word));
}
