// "I can't make it" and "I missed it", as this phone knows it: the server's last answer and what waits here. Light, because
// Today draws it; telling and sending is in send.ts.
import { computed, signal } from '@preact/signals';
import { afterFirstDraw } from '../../lib/first-draw';
import { cachedAnswer } from '../../offline/cached';
import type { Item } from '../../offline/outbox';
import { fromState, perSession, type Session, session } from '../../offline/session';
import type { Absences } from './api';
import { goneFrom, type Waiting } from './rules';

export const absencesPath = '/absences';

export const makeState = (of: Session) => ({
  answer: cachedAnswer<Absences>(of, {
    name: 'absences',
    path: () => absencesPath,
    pick: (all) => {
      const { items, days, missed } = all as Absences;
      return { items, days, missed };
    },
  }),
  /** What was told here and is not taken, once the outbox was read. */
  told: signal<readonly Item<Waiting>[]>([]),
  /** Sessions for which the make-up somebody wished for was taken meanwhile. */
  wishGone: signal<ReadonlySet<string>>(new Set()),
});
const state = perSession(makeState);

/** What the server said last. */
export const absences = fromState(state, ({ answer: { value } }) => value);

/** What it does not have yet, in the order it was said. */
export const waiting = computed(() =>
  state()
    .told.value.filter((item) => item.value && item.state !== 'refused')
    .map((item) => item.value),
);

/** The sessions this person does not come to, said to the server or only on this phone. */
export const gone = computed(() => goneFrom(absences.value?.items ?? [], waiting.value));

/** How much is here that the server does not have, refused or not. */
export const unsent = computed(() => state().told.value.length);

/** What this phone has. Never throws. */
export const openAbsences = (): Promise<void> => state().answer.open();

/** From this phone at once; then sends what waits and asks what became of it. Never throws. */
export async function refreshAbsences(): Promise<void> {
  const here = session.peek();
  const { answer } = here.state(makeState);
  await answer.open();
  await afterFirstDraw();
  await import('./send').then(
    ({ sendAbsences }) => sendAbsences(here),
    () => undefined, // not loaded without a network: what waits goes out when it is there
  );
  await answer.refresh();
}
