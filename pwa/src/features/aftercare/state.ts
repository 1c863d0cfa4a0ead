// What the time after the program shows: groups, events, resources, check-ups, and the program's phones.
// From the phone's own copy first; each part is refreshed on its own, so that one that fails hides no other.
import { computed } from '@preact/signals';
import { deviceZone, localDay } from '../../lib/dates';
import type { Phase } from '../../offline/account-api';
import { cachedAnswer } from '../../offline/cached';
import { outboxOf } from '../../offline/outbox';
import { fromState, perSession, type Session, session } from '../../offline/session';
import { learnPhase } from '../../offline/sign-in';
import type { AboutProgram, Checkups, Group, Happening, Resource } from './api';

const items = <T>(answer: unknown) => (answer as { items: T[] }).items;

function makeState(of: Session) {
  const list = <T>(name: string) =>
    cachedAnswer<T[]>(of, { name, path: () => `/${name}`, pick: items<T> });
  return {
    groups: list<Group>('groups'),
    happenings: list<Happening>('events'),
    resources: list<Resource>('resources'),
    checkups: cachedAnswer<Checkups>(of, { name: 'checkups', path: () => '/checkups' }),
    about: cachedAnswer<AboutProgram>(of, {
      name: 'about-program',
      path() {
        const today = localDay(new Date(), deviceZone());
        return `/schedule?start=${today}&end=${today}`;
      },
      pick: aboutOnly,
    }),
  };
}
const state = perSession(makeState);

/** Only what this part needs: sessions have a copy of their own. */
function aboutOnly(answer: unknown): AboutProgram {
  const { program, enrollment } = answer as AboutProgram;
  return { program, enrollment };
}

export const groups = fromState(state, (made) => made.groups.value);
export const happenings = fromState(state, (made) => made.happenings.value);
export const resources = fromState(state, (made) => made.resources.value);
export const checkups = fromState(state, (made) => made.checkups.value);
export const about = fromState(state, (made) => made.about.value);
/** Whether the last look at the server came through. */
export const fresh = computed(() => Object.values(state()).every((answer) => answer.fresh.value));

/** Never throws; without a connection the phone's copy stays. */
export async function refreshAfter(): Promise<void> {
  const here = session.peek();
  const answers = state();
  await Promise.all([
    outboxOf(here).open(),
    ...Object.values(answers).map((answer) => answer.open()),
  ]);
  await outboxOf(here).send();
  await Promise.all(Object.values(answers).map((answer) => answer.refresh()));
  const phase = answers.about.value.peek()?.enrollment?.phase;
  if (phase && answers.about.fresh.peek()) await learnPhase(here, phase as Phase);
}
