// What the time after the program shows: groups, events, resources, check-ups, and the program's phones.
// From the phone's own copy first; each part is refreshed on its own, so that one that fails hides no other.
import { signal } from '@preact/signals';
import { deviceZone, localDay } from '../../lib/dates';
import type { Phase } from '../../offline/account-api';
import { get } from '../../offline/client';
import { read, write } from '../../offline/old-cache';
import { learnPhase } from '../../offline/sign-in';
import type { AboutProgram, Checkups, Group, Happening, Resource } from './api';
import { sendAnswers } from './checkup-answers';

export const groups = signal<Group[] | null>(null);
export const happenings = signal<Happening[] | null>(null);
export const resources = signal<Resource[] | null>(null);
export const checkups = signal<Checkups | null>(null);
export const about = signal<AboutProgram | null>(null);
/** Whether the last look at the server came through. */
export const fresh = signal(true);

async function fromPhone<T>(name: string, into: { value: T | null }): Promise<void> {
  if (into.value === null) into.value = await read<T>(name);
}

async function fromServer<T>(
  name: string,
  path: string,
  into: { value: T | null },
  pick: (answer: unknown) => T,
) {
  const value = pick(await get(path));
  into.value = value;
  await write(name, value);
}

const items = <T>(answer: unknown) => (answer as { items: T[] }).items;
const whole = <T>(answer: unknown) => answer as T;

/** Never throws; without a connection the phone's copy stays. */
export async function refreshAfter(): Promise<void> {
  await Promise.all([
    fromPhone('groups', groups),
    fromPhone('events', happenings),
    fromPhone('resources', resources),
    fromPhone('checkups', checkups),
    fromPhone('about-program', about),
  ]);
  await sendAnswers();
  const today = localDay(new Date(), deviceZone());
  const asked = await Promise.allSettled([
    fromServer('groups', '/groups', groups, items<Group>),
    fromServer('events', '/events', happenings, items<Happening>),
    fromServer('resources', '/resources', resources, items<Resource>),
    fromServer('checkups', '/checkups', checkups, whole<Checkups>),
    fromServer('about-program', `/schedule?start=${today}&end=${today}`, about, keepAbout),
  ]);
  fresh.value = asked.every((one) => one.status === 'fulfilled');
  if (about.value?.enrollment) await learnPhase(about.value.enrollment.phase as Phase);
}

/** Only what this part needs: sessions have a copy of their own. */
function keepAbout(answer: unknown): AboutProgram {
  const { program, enrollment } = answer as AboutProgram;
  return { program, enrollment };
}
