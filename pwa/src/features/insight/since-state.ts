// What the person chose for the page they open together with somebody: kept sealed on this phone, and never sent.
import { computed } from '@preact/signals';
import { read, write } from '../../offline/old-cache';
import { openList } from '../../offline/old-lists';
import { goalsKind } from '../goals';

export const parts = [
  'mood',
  'craving',
  'stress',
  'sleep',
  'around',
  'helped',
  'goals',
  'talk',
] as const;
export type Chosen = (typeof parts)[number];

export interface Since {
  days: 7 | 10 | 14;
  hidden: Chosen[];
  /** One thing to talk about. */
  talk: string;
}

const name = 'since';
let last: Promise<void> = Promise.resolve();

export async function readSince(): Promise<Since> {
  return (await read<Since>(name)) ?? { days: 14, hidden: [], talk: '' };
}

/** In the order called. */
export function keepSince(since: Since): Promise<void> {
  last = last.then(() => write(name, since));
  return last;
}

interface HasEnrollment {
  enrollment?: { hides_craving?: boolean } | null;
}

/** As the phone knows it, without asking anybody. Unknown counts as hidden. */
export async function hidesCravingHere(): Promise<boolean> {
  const schedule = await read<HasEnrollment>('schedule');
  return schedule === null || schedule.enrollment?.hides_craving === true;
}

/** Goals from this phone's own copy, without asking anybody. */
export const openGoals = (): Promise<void> => openList(goalsKind).then(() => undefined);

/** What the goals say that were looked at in these days, both included. */
export const goalsTouched = computed(() => {
  const content = goalsKind.view.value?.content;
  return (first: string, last: string): string[] => {
    const looked = (content?.reviews ?? []).filter(
      (one) => !one.gone && one.on >= first && one.on <= last,
    );
    const ids = new Set(looked.map((one) => one.goal));
    return (content?.goals ?? [])
      .filter((one) => !one.gone && ids.has(one.id))
      .map((one) => one.what);
  };
});
