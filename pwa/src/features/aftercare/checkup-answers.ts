// "How are things?" — the answer is written on this phone first and sent under its own id, so that no tap is lost or
// counted twice.
import { computed, signal } from '@preact/signals';
import { newId } from '../../lib/ids';
import { declareOperation } from '../../offline/declarations';
import type { ItemState } from '../../offline/outbox';
import { outboxOf } from '../../offline/outbox';
import { fromState, perSession, type Session, session } from '../../offline/session';
import type { CheckupAnswer, CheckupTaken, CheckupWord } from './api';

export interface Given extends CheckupAnswer {
  /** refused: the server said no to it; the person is told to call instead. */
  state: ItemState;
  /** What the server knew about the program's phone hours when the answer arrived. */
  teamIsThere?: boolean | null;
}

const answerOperation = declareOperation<CheckupAnswer>({
  kind: 'checkup-answer',
  id: (one) => one.id,
  send: (of, { id, ...body }) => of.put<CheckupTaken>(`/checkups/${id}`, body),
  accepted(of, one, answer) {
    const { saved } = of.state(makeState);
    const teamIsThere = (answer as CheckupTaken).team_is_there;
    saved.value = [...saved.peek(), { ...one, state: 'saved', teamIsThere }];
  },
});

function makeState(of: Session) {
  const saved = signal<Given[]>([]);
  const waiting = outboxOf(of).items(answerOperation);
  const given = computed(() =>
    [...saved.value, ...waiting.value.map((item) => ({ ...item.value, state: item.state }))].sort(
      (a, b) => a.answered_at.localeCompare(b.answered_at),
    ),
  );
  return { saved, given };
}

/** Answers of this visit and those still waiting, the latest last. */
export const given = fromState(perSession(makeState), (state) => state.given as typeof state.given);

/** Resolves when the answer is safe on this phone; throws when it cannot be stored. Sending follows. */
export function answerCheckup(answer: CheckupWord, dueOn: string | null): Promise<void> {
  const answered_at = new Date().toISOString();
  return outboxOf(session.peek()).add(answerOperation, {
    id: newId(),
    answer,
    due_on: dueOn,
    answered_at,
  });
}
