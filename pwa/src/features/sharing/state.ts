// What the care team sees, and who looked. A no is kept on this phone and sent until it has arrived; a yes is signed
// with a connection only, so that it stands under the very words the server keeps.
import { signal } from '@preact/signals';
import { language } from '../../i18n';
import { newId } from '../../lib/ids';
import { get, Problem, put, Unreachable } from '../../offline/client';
import { read, write } from '../../offline/old-cache';
import { dropUnsent, keepUnsent, readUnsent } from '../../offline/old-unsent';
import { me } from '../../offline/sign-in';
import type { DecisionSaved, Look, PastChoice, SharedItem, Sharing } from './api';

type Item = SharedItem['item'];

interface TurnedOff {
  id: string;
  item: Item;
  decided_at: string;
}

export const sharing = signal<Sharing | null>(null);
export const looks = signal<Look[] | null>(null);
export const past = signal<PastChoice[] | null>(null);
/** Items turned off on this phone that the server has not heard of. */
export const goingOff = signal<Item[]>([]);
export const fresh = signal(true);

const name = 'sharing-off';
let turn: Promise<unknown> = Promise.resolve();

function inTurn(work: () => Promise<void>): Promise<void> {
  const done = turn.then(work, work);
  turn = done.catch(() => undefined);
  return done;
}

const waitingOnes = async () => (await readUnsent<TurnedOff[]>(name)) ?? [];

async function learn(items: SharedItem[]): Promise<void> {
  if (!sharing.value) return;
  sharing.value = { ...sharing.value, items };
  await write('sharing', sharing.value);
}

/** From this phone at once; the server's copy when it can be had. Never throws. */
export async function refreshSharing(): Promise<void> {
  sharing.value ??= await read<Sharing>('sharing');
  goingOff.value = (await waitingOnes()).map((one) => one.item);
  await sendTurnedOff();
  const asked = await Promise.allSettled([
    get<Sharing>(`/sharing?language=${language.value}`).then(async (answer) => {
      sharing.value = answer;
      await write('sharing', answer);
    }),
    get<{ items: Look[] }>('/access-log').then((answer) => {
      looks.value = answer.items;
    }),
    get<{ items: PastChoice[] }>('/sharing/history').then((answer) => {
      past.value = answer.items;
    }),
  ]);
  fresh.value = asked.every((one) => one.status === 'fulfilled');
}

/** Signs what `item` offers at `level`, under the words on the screen. Throws what the server said. */
export async function agree(item: SharedItem, level: string, signature: string): Promise<void> {
  const shown = item.levels.find((one) => one.level === level)?.shown ?? '';
  const answer = await put<DecisionSaved>(`/sharing/decisions/${newId()}`, {
    item: item.item,
    level,
    based_on: item.version,
    shown,
    language: language.value,
    signature,
    decided_at: new Date().toISOString(),
    owner: me.value?.id ?? null,
  });
  await learn(answer.items);
  void refreshSharing();
}

/** No connection: nothing was signed. */
export const unreachable = (problem: unknown) => problem instanceof Unreachable;
/** What was on the screen is not what is offered now; it has to be read once more. */
export const staleOffer = (problem: unknown) =>
  problem instanceof Problem && problem.status === 409;

/** Resolves when the no is safe on this phone; it is sent after that, and again until it arrived. */
export async function turnOff(item: Item): Promise<void> {
  const one = { id: newId(), item, decided_at: new Date().toISOString() };
  await inTurn(async () => {
    await keepUnsent(name, [...(await waitingOnes()), one]);
    goingOff.value = [...goingOff.value, item];
  }).catch(() => send(one)); // a phone that keeps nothing still tells the server, or throws
  void sendTurnedOff().then(() => refreshSharing());
}

async function send({ id, item, decided_at }: TurnedOff): Promise<void> {
  const body = { item, level: 'nothing', language: language.value, decided_at };
  const owner = me.value?.id ?? null;
  const answer = await put<DecisionSaved>(`/sharing/decisions/${id}`, { ...body, owner });
  await learn(answer.items);
}

/** Sends every no that waits. Never throws. */
export function sendTurnedOff(): Promise<void> {
  return inTurn(async () => {
    for (const one of await waitingOnes()) {
      try {
        await send(one);
      } catch (problem) {
        const final = problem instanceof Problem && [400, 413, 422].includes(problem.status);
        if (!final) return;
      }
      const left = (await waitingOnes()).filter((other) => other.id !== one.id);
      await (left.length > 0 ? keepUnsent(name, left) : dropUnsent(name));
      goingOff.value = left.map((other) => other.item);
    }
  }).catch(() => undefined);
}
