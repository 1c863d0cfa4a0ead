// "Please call me": written on this phone first and sent under its own id, so that no tap is lost or counted twice. What the
// screen says about it is never more than what is known.

import { computed } from '@preact/signals';
import { newId } from '../../lib/ids';
import { cachedAnswer } from '../../offline/cached';
import { declareOperation } from '../../offline/declarations';
import { outboxOf } from '../../offline/outbox';
import { fromState, perSession, type Session, session } from '../../offline/session';
import type { Call, Calls } from './api';

interface Asked {
  id: string;
  asked_at: string;
  /** The moment it was taken back, in an item that does that; absent in one that asks. */
  taken_back_at?: string;
}

function send(of: Session, { id, asked_at, taken_back_at }: Asked): Promise<Told> {
  const owner = of.account;
  if (taken_back_at) return of.put<Told>(`/calls/${id}/taken-back`, { taken_back_at, owner });
  return of.put<Told>(`/calls/${id}`, { asked_at, owner });
}

const callOperation = declareOperation<Asked>({
  kind: 'call',
  // Taking it back is an item of its own: the request may be on its way.
  id: (one) => (one.taken_back_at ? `${one.id}:back` : one.id),
  group: (one) => one.id,
  send,
  accepted: (of, _one, answer) => learn(of, answer as Told),
});

type Told = Pick<Calls, 'team_is_there' | 'items'>;

const makeState = (of: Session) => ({
  calls: cachedAnswer<Calls>(of, { name: 'calls', path: () => '/calls' }),
  asking: outboxOf(of).items(callOperation),
});
const state = perSession(makeState);

function learn(of: Session, { team_is_there, items }: Told): void {
  void of.state(makeState).calls.accept({ offered: true, team_is_there, items });
}

/** What the server said last: whether asking is possible, and what became of earlier requests. */
export const calls = fromState(state, ({ calls: { value } }) => value);
const items = fromState(state, ({ asking }) => asking);
/** Requests of this phone that the server does not have; a refused one is told to call instead. */
export const asking = computed(() => items.value.filter((one) => !one.value?.taken_back_at));
/** What was taken back here and the server has not heard of. */
export const takingBack = computed(() =>
  items.value.filter((one) => one.value?.taken_back_at && one.state !== 'refused'),
);

const unanswered = ({ state }: Call) => state !== 'closed' && state !== 'contacted';
const notTakenBack = ({ id }: Call) => !takingBack.value.some((one) => one.value.id === id);

/** What the server has and the team still owes an answer, the newest first. */
export const waiting = computed(() =>
  (calls.value?.items ?? []).filter((one) => unanswered(one) && notTakenBack(one)),
);

/**
 * "phone": it is on this phone, on its way. "server": this phone could not store it, the server has it. "nowhere": neither; it
 * can be tried again.
 */
type Way = 'phone' | 'server' | 'nowhere';

export async function askForCall(): Promise<Way> {
  const one = { id: newId(), asked_at: new Date().toISOString() };
  for (const { id, state: was } of asking.peek()) if (was === 'refused') await discard(id);
  return say(one);
}

/** Takes back all that waits; what may be on its way from this phone is taken back where it arrives, too. */
export async function takeBackCalls(): Promise<Way> {
  const taken_back_at = new Date().toISOString();
  const unsent = asking.peek().flatMap(({ value, state: is }) => (is === 'refused' ? [] : [value]));
  let end: Way = 'phone';
  for (const { id, asked_at } of [...unsent, ...waiting.peek()]) {
    const way = await say({ id, asked_at, taken_back_at });
    if (way !== 'nowhere') await discard(id);
    if (end !== 'nowhere') end = way;
  }
  return end;
}

/** Off this phone; one that can write nothing sends it again, which changes nothing. */
const discard = (id: string) =>
  outboxOf(session.peek())
    .discard(id)
    .catch(() => undefined);

async function say(one: Asked): Promise<Way> {
  const here = session.peek();
  try {
    await outboxOf(here).add(callOperation, one);
    return 'phone';
  } catch {
    // This phone stores nothing: the server is asked at once.
  }
  return send(here, one).then(
    (answer) => {
      learn(here, answer);
      return 'server' as const;
    },
    () => 'nowhere' as const,
  );
}

/** What this phone has, without asking anybody. Never throws. */
export async function openCalls(): Promise<void> {
  await Promise.all([state().calls.open(), outboxOf(session.peek()).open()]);
}

/** From this phone at once; then sends what waits and asks what became of it. Never throws. */
export async function refreshCalls(): Promise<void> {
  const here = session.peek();
  const { calls: answer } = here.state(makeState);
  await openCalls();
  await outboxOf(here).send();
  await answer.refresh();
}
