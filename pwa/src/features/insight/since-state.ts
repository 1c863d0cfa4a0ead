// What the person chose for the page they open together with somebody: kept sealed on this phone, and never sent.
import { computed } from '@preact/signals';
import { session } from '../../offline/session';
import { goals, openGoals as openGoalsHere } from '../goals';

export const topics = [
  'mood',
  'craving',
  'stress',
  'sleep',
  'around',
  'helped',
  'goals',
  'talk',
] as const;
export type Chosen = (typeof topics)[number];

export interface Since {
  days: 7 | 10 | 14;
  hidden: Chosen[];
  /** One thing to talk about. */
  talk: string;
}

const name = 'since';

export async function readSince(): Promise<Since> {
  return (await session.peek().cache.read<Since>(name)) ?? { days: 14, hidden: [], talk: '' };
}

/** Resolves when it is on disk, throws when the phone cannot store it. */
export const saveSince = (since: Since): Promise<void> => session.peek().cache.store(name, since);

interface HasEnrollment {
  enrollment?: { hides_craving?: boolean } | null;
}

/** Same as phone knows it, without asking anybody. Unknown counts as hidden. */
export async function hidesCravingHere(): Promise<boolean> {
  const schedule = await session.peek().cache.read<HasEnrollment>('schedule');
  return schedule === null || schedule.enrollment?.hides_craving === true;
}

/** Goals from this phone's own copy, without asking anybody. */
export const openGoals = openGoalsHere;

/** What each goal says that is still open, with the day it is meant for. */
export const goalsOpen = computed(() =>
  (goals.value?.content.goals ?? [])
    .filter((one) => !one.gone && one.state === 'open')
    .map(({ what, by }) => ({ what, by })),
);

/** What the goals say that were looked at in these days, both included. */
export const goalsTouched = computed(() => {
  const content = goals.value?.content;
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
