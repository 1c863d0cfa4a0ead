// "I can't make it" and "I missed it": kept on this phone first and sent in order under their own ids, so that no tap is
// lost or doubled. What the screen says about it is never more than what is known.
import { computed, effect, signal } from '@preact/signals';
import { newId } from '../../lib/ids';
import { get, Problem, put } from '../../offline/client';
import { read, write } from '../../offline/old-cache';
import { dropUnsent, keepUnsent, readUnsent } from '../../offline/old-unsent';
import { me } from '../../offline/sign-in';
import { refreshSchedule } from '../schedule';
import type { Absences, AbsenceTaken, MakeUps, OtherMeeting, Reason } from './api';
import { goneFrom, type Waiting } from './rules';

/** What the server said last. */
export const absences = signal<Absences | null>(null);
/** What it does not have yet, in the order it was said. */
export const unsaid = signal<Waiting[]>([]);
/** The meetings this person does not come to, said to the server or only on this phone. */
export const gone = computed(() => goneFrom(absences.value?.items ?? [], unsaid.value));
/** Meeting → what went wrong with what was said of it last. */
export const said = signal<Record<string, 'refused' | 'wishGone'>>({});

const name = 'absences';
let turn: Promise<unknown> = Promise.resolve();
let whose: string | null = null;

// Another person on the same phone starts from nothing of the one before.
effect(() => {
  const id = me.value?.id ?? null;
  if (id === whose) return;
  whose = id;
  absences.value = null;
  unsaid.value = [];
  said.value = {};
});

function inTurn(work: () => Promise<void>): Promise<void> {
  const done = turn.then(work, work);
  turn = done.catch(() => undefined);
  return done;
}

const waitingOnes = async () => (await readUnsent<Waiting[]>(name)) ?? [];

async function learn({ items, missed }: Absences, asking: string | null): Promise<void> {
  if (asking !== whose) return;
  absences.value = { items, missed };
  await write(name, { items, missed }, Promise.resolve(asking));
}

function note(session: string, what?: 'refused' | 'wishGone'): void {
  const { [session]: _, ...others } = said.peek();
  said.value = what ? { ...others, [session]: what } : others;
}

type Outcome = 'received' | 'refused' | 'onPhone';

async function send(one: Waiting, owner: string | null): Promise<Outcome> {
  const asking = whose;
  try {
    if (one.does === 'back') {
      const body = { taken_back_at: one.at, owner };
      await learn(await put<Absences>(`/${name}/${one.id}/taken-back`, body), asking);
      return 'received';
    }
    const { session_id, reason, make_up } = one;
    const body = { session_id, reason, make_up, said_at: one.at, owner };
    const answer = await put<AbsenceTaken>(`/${name}/${one.id}`, body);
    await learn(answer, asking);
    const kept = answer.items.find((item) => item.id === one.id);
    note(session_id, make_up && kept && !kept.make_up ? 'wishGone' : undefined);
    return 'received';
  } catch (problem) {
    const final = problem instanceof Problem && [400, 404, 409, 413, 422].includes(problem.status);
    if (final) note(one.session_id, 'refused');
    return final ? 'refused' : 'onPhone';
  }
}

/**
 * "phone": kept here, on its way. "server": this phone could not keep it, the server has it. "nowhere": neither; it can
 * be tried again.
 */
async function say(one: Waiting): Promise<'phone' | 'server' | 'nowhere'> {
  note(one.session_id);
  try {
    await inTurn(async () => {
      const all = [...(await waitingOnes()), one];
      await keepUnsent(name, all);
      unsaid.value = all;
    });
  } catch {
    return (await send(one, whose)) === 'received' ? 'server' : 'nowhere';
  }
  void sendAbsences();
  return 'phone';
}

export const tellAbsence = (session_id: string, reason: Reason | null, make_up: string | null) =>
  say({ id: newId(), does: 'tell', session_id, reason, make_up, at: new Date().toISOString() });

export const comeAfterAll = (id: string, session_id: string) =>
  say({ id, does: 'back', session_id, reason: null, make_up: null, at: new Date().toISOString() });

/**
 * Sends what waits, oldest first. Never throws; without a connection everything stays, and so it does when somebody else is
 * on this phone in the meantime.
 */
export function sendAbsences(): Promise<void> {
  return inTurn(async () => {
    const asking = whose;
    let sent = false;
    for (const one of await waitingOnes()) {
      if (asking !== whose || (await send(one, asking)) === 'onPhone') break;
      sent = true;
      if (asking !== whose) break;
      const left = (await waitingOnes()).filter(
        (other) => other.id !== one.id || other.does !== one.does,
      );
      unsaid.value = left;
      await (left.length > 0 ? keepUnsent(name, left) : dropUnsent(name));
    }
    if (sent) void refreshSchedule();
  }).catch(() => undefined);
}

/** From this phone at once; then sends what waits and asks what became of it. Never throws. */
export async function refreshAbsences(): Promise<void> {
  const asking = whose;
  const [copy, waiting] = await Promise.all([read<Absences>(name), waitingOnes()]);
  if (asking !== whose) return;
  absences.value ??= copy;
  unsaid.value = waiting;
  await sendAbsences();
  await get<Absences>(`/${name}`)
    .then((answer) => learn(answer, asking))
    .catch(() => undefined);
}

/** Other times for this meeting; null without a connection. */
export function otherTimes(session: string): Promise<OtherMeeting[] | null> {
  return get<MakeUps>(`/schedule/sessions/${encodeURIComponent(session)}/make-ups`).then(
    (answer) => answer.items,
    () => null,
  );
}

const seenName = 'missed-seen';

/** The meeting of today that nobody said anything about and that was not asked about yet. */
export async function missedToday(): Promise<string | null> {
  const missed = absences.value?.missed ?? null;
  return missed && (await read<string>(seenName)) !== missed ? missed : null;
}

/** Asked once, never again. */
export const doNotAskAgain = (session: string): Promise<void> => write(seenName, session);
