// "Please call me": kept on this phone first and sent under its own id, so that no tap is lost or counted twice. What the
// screen says about it is never more than what is known.
import { signal } from '@preact/signals';
import { newId } from '../../lib/ids';
import { get, Problem, put } from '../../offline/client';
import { read, write } from '../../offline/old-cache';
import { dropUnsent, keepUnsent, readUnsent } from '../../offline/old-unsent';
import { me } from '../../offline/sign-in';
import type { Calls, CallTaken } from './api';

/** refused: nobody would see it; the person is told to call instead. */
type AskState = 'onPhone' | 'sending' | 'refused';

interface Asked {
  id: string;
  asked_at: string;
}

/** What the server said last: whether asking is possible, and what became of earlier requests. */
export const calls = signal<Calls | null>(null);
/** Requests of this phone that the server does not have. */
export const asking = signal<(Asked & { state: AskState })[]>([]);

const name = 'call-requests';
let turn: Promise<unknown> = Promise.resolve();

function inTurn(work: () => Promise<void>): Promise<void> {
  const done = turn.then(work, work);
  turn = done.catch(() => undefined);
  return done;
}

const waitingOnes = async () => (await readUnsent<Asked[]>(name)) ?? [];

function mark(one: Asked, state: AskState | null): void {
  const others = asking.value.filter((other) => other.id !== one.id);
  asking.value = state ? [...others, { ...one, state }] : others;
}

async function learn(now: Calls): Promise<void> {
  calls.value = now;
  await write('calls', now);
}

const whoseTurn = () => me.value?.id ?? null;

async function send(one: Asked, owner: string | null): Promise<AskState | 'received'> {
  try {
    const answer = await put<CallTaken>(`/calls/${one.id}`, { asked_at: one.asked_at, owner });
    if (owner !== whoseTurn()) return 'onPhone';
    await learn({ offered: true, team_is_there: answer.team_is_there, items: answer.items });
    return 'received';
  } catch (problem) {
    const final = problem instanceof Problem && [400, 409, 413, 422].includes(problem.status);
    return final ? 'refused' : 'onPhone';
  }
}

/**
 * "phone": kept here, on its way. "server": this phone could not keep it, the server has it. "nowhere": neither; it can
 * be tried again.
 */
export async function askForCall(): Promise<'phone' | 'server' | 'nowhere'> {
  const one = { id: newId(), asked_at: new Date().toISOString() };
  try {
    await inTurn(async () => {
      await keepUnsent(name, [...(await waitingOnes()), one]);
      mark(one, 'onPhone');
    });
  } catch {
    return (await send(one, whoseTurn())) === 'received' ? 'server' : 'nowhere';
  }
  void sendCalls();
  return 'phone';
}

/** Sends what waits, oldest first. Never throws; without a connection everything stays. */
export function sendCalls(): Promise<void> {
  return inTurn(async () => {
    const owner = whoseTurn();
    for (const one of await waitingOnes()) {
      if (owner !== whoseTurn()) return; // somebody else is on this phone now
      mark(one, 'sending');
      const end = await send(one, owner);
      mark(one, end === 'received' ? null : end);
      if (end === 'onPhone') return;
      const left = (await waitingOnes()).filter((other) => other.id !== one.id);
      await (left.length > 0 ? keepUnsent(name, left) : dropUnsent(name));
    }
  }).catch(() => undefined);
}

/** From this phone at once; then sends what waits and asks what became of it. Never throws. */
export async function refreshCalls(): Promise<void> {
  calls.value ??= await read<Calls>('calls');
  for (const one of await waitingOnes()) {
    if (!asking.value.some((known) => known.id === one.id)) mark(one, 'onPhone');
  }
  await sendCalls();
  await get<Calls>('/calls')
    .then(learn)
    .catch(() => undefined);
}
