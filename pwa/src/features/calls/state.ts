// "Please call me": written on this phone first and sent under its own id, so that no tap is lost or counted twice. What the
// screen says about it is never more than what is known.
import { newId } from '../../lib/ids';
import { cachedAnswer } from '../../offline/cached';
import { declareOperation } from '../../offline/declarations';
import { outboxOf } from '../../offline/outbox';
import { fromState, perSession, type Session, session } from '../../offline/session';
import type { Calls, CallTaken } from './api';

interface Asked {
  id: string;
  asked_at: string;
}

const send = (of: Session, one: Asked) =>
  of.put<CallTaken>(`/calls/${one.id}`, { asked_at: one.asked_at, owner: of.account });

const callOperation = declareOperation<Asked>({
  kind: 'call',
  id: (one) => one.id,
  send,
  accepted: (of, _one, answer) => learn(of, answer as CallTaken),
});

const makeState = (of: Session) => ({
  calls: cachedAnswer<Calls>(of, { name: 'calls', path: () => '/calls' }),
  asking: outboxOf(of).items(callOperation),
});
const state = perSession(makeState);

function learn(of: Session, { team_is_there, items }: CallTaken): void {
  void of.state(makeState).calls.accept({ offered: true, team_is_there, items });
}

/** What the server said last: whether asking is possible, and what became of earlier requests. */
export const calls = fromState(state, ({ calls: { value } }) => value);
/** Requests of this phone that the server does not have; a refused one is told to call instead. */
export const asking = fromState(state, ({ asking: items }) => items);

/**
 * "phone": it is on this phone, on its way. "server": this phone could not store it, the server has it. "nowhere": neither; it
 * can be tried again.
 */
export async function askForCall(): Promise<'phone' | 'server' | 'nowhere'> {
  const here = session.peek();
  const one = { id: newId(), asked_at: new Date().toISOString() };
  try {
    for (const { id, state: was } of asking.peek())
      if (was === 'refused') await outboxOf(here).discard(id);
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

/** From this phone at once; then sends what waits and asks what became of it. Never throws. */
export async function refreshCalls(): Promise<void> {
  const { calls: answer } = state();
  const outbox = outboxOf(session.peek());
  await Promise.all([answer.open(), outbox.open()]);
  await outbox.send();
  await answer.refresh();
}
