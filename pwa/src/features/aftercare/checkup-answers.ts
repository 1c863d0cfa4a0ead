// "How are things?" — the answer is kept on this phone first and sent under its own id, so that no tap is lost or
// counted twice.
import { signal } from '@preact/signals';
import { newId } from '../../lib/ids';
import { Problem, put } from '../../offline/client';
import { dropUnsent, keepUnsent, readUnsent } from '../../offline/old-unsent';
import type { CheckupAnswer, CheckupTaken, CheckupWord } from './api';

/** refused: the server said no to it; the person is told to call instead. */
type AnswerState = 'onPhone' | 'sending' | 'received' | 'refused';

export interface Given extends CheckupAnswer {
  state: AnswerState;
  /** What the server knew about the program's phone hours when the answer arrived. */
  teamIsThere?: boolean | null;
}

/** Answers of this visit and those still waiting, the latest last. */
export const given = signal<Given[]>([]);

const name = 'checkup-answers';
let turn: Promise<unknown> = Promise.resolve();

function inTurn(work: () => Promise<void>): Promise<void> {
  const done = turn.then(work, work);
  turn = done.catch(() => undefined);
  return done;
}

const waitingOnes = async () => (await readUnsent<CheckupAnswer[]>(name)) ?? [];

function mark(answer: CheckupAnswer, state: AnswerState, teamIsThere?: boolean | null): void {
  const now = { ...answer, state, teamIsThere };
  const known = given.value.some((one) => one.id === answer.id);
  given.value = known
    ? given.value.map((one) => (one.id === answer.id ? now : one))
    : [...given.value, now];
}

/** Resolves when the answer is safe on this phone; throws when it cannot be kept. Sending follows. */
export async function answerCheckup(answer: CheckupWord, dueOn: string | null): Promise<void> {
  const one = { id: newId(), answer, due_on: dueOn, answered_at: new Date().toISOString() };
  await inTurn(async () => {
    await keepUnsent(name, [...(await waitingOnes()), one]);
    mark(one, 'onPhone');
  });
  void sendAnswers();
}

/** Sends what waits, oldest first. Never throws; without a connection everything stays. */
export function sendAnswers(): Promise<void> {
  return inTurn(async () => {
    for (const one of await waitingOnes()) {
      mark(one, 'sending');
      const end = await send(one);
      mark(one, end.state, end.teamIsThere);
      if (end.state === 'onPhone') return;
      const left = (await waitingOnes()).filter((other) => other.id !== one.id);
      await (left.length > 0 ? keepUnsent(name, left) : dropUnsent(name));
    }
  }).catch(() => undefined);
}

async function send({ id, ...body }: CheckupAnswer): Promise<Pick<Given, 'state' | 'teamIsThere'>> {
  try {
    const answer = await put<CheckupTaken>(`/checkups/${id}`, body);
    return { state: 'received', teamIsThere: answer.team_is_there };
  } catch (problem) {
    const final = problem instanceof Problem && [400, 409, 413, 422].includes(problem.status);
    return { state: final ? 'refused' : 'onPhone' };
  }
}
