// The person's wishes about reminders: from the phone's copy at once, then from the server; changes go the other way.
import { computed, effect, signal } from '@preact/signals';
import { cachedAnswer } from '../../offline/cached';
import { offerPush } from '../../offline/push-wish';
import { fromState, perSession, type Session, session } from '../../offline/session';
import { signInState } from '../../offline/sign-in';
import { isHard, log } from '../checkins';
import { dropAddress, reconnectPush } from './push';
import { refreshPushStatus } from './push-status';

export type Level = 'private' | 'silent' | 'words';

export interface Wishes {
  session_soon: boolean;
  lead_minutes: number;
  session_tomorrow: boolean;
  checkin_prompt: boolean;
  prompt_time: string;
  checkups: boolean;
  groups: boolean;
  quiet_from: string;
  quiet_until: string;
  level: Level;
  my_words: string;
}

/** What the server says plus what its sentences look like, for the preview. */
export interface WishesHere extends Wishes {
  samples: { private: string; silent: string };
}

const pauseBeforeAsking = 1200; // milliseconds

function makeState(of: Session) {
  const answer = cachedAnswer<WishesHere>(of, {
    name: 'reminders',
    path: () => '/reminders/settings',
  });
  const changed = signal<WishesHere | null>(null);
  return {
    answer,
    changed,
    shown: computed(() => changed.value ?? answer.value.value),
    saving: signal<'saved' | 'saving' | 'notSaved'>('saved'),
    latest: 0,
  };
}
const state = perSession(makeState);

export const wishes = fromState(state, (made) => made.shown);
export const saving = fromState(state, (made) => made.saving);

/** From this phone at once, then from the server. Never throws. */
export const refreshReminders = (): Promise<void> => state().answer.refresh();

/** Shows the change at once and sends it; a slower, older answer never overwrites a newer wish. */
export async function changeWishes(change: Partial<Wishes>): Promise<void> {
  const made = state();
  const before = made.shown.peek();
  if (!before) return;
  made.changed.value = { ...before, ...change };
  made.latest += 1;
  const turn = made.latest;
  made.saving.value = 'saving';
  try {
    const { samples: _samples, ...body } = made.changed.value;
    const answer = await session.peek().put<WishesHere>('/reminders/settings', body);
    if (turn !== made.latest) return;
    await made.answer.accept(answer);
    made.changed.value = null;
    made.saving.value = 'saved';
    void refreshPushStatus();
  } catch {
    if (turn === made.latest) made.saving.value = 'notSaved';
  }
}

/** Once per start: this phone's address is said again for whoever is signed in, and given up when nobody is. */
export function startReminders(): void {
  navigator.serviceWorker?.addEventListener('message', (event: MessageEvent) => {
    if ((event.data as { reached?: unknown } | null)?.reached) void refreshPushStatus();
  });
  effect(() => {
    const here = session.value;
    const { value: is } = signInState;
    if (is === 'out') void dropAddress().catch(() => undefined);
    else if (is === 'in' && here.signedIn.value) void reconnectPush(here).catch(() => undefined);
  });
  offerAfterSuccess();
}

/** The question comes after an entry of this visit has arrived, never in a hard moment. */
function offerAfterSuccess(): void {
  const since = Date.now();
  effect(() => {
    const newest = log.value[0];
    if (newest?.state !== 'saved' || Date.parse(newest.entry.recorded_at) < since) return;
    if (!isHard(newest.entry)) setTimeout(offerPush, pauseBeforeAsking);
  });
}
