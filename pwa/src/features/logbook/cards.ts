// The optional cards of a track: kept on this phone first and sent under their own id, so that no tap is lost or
// counted twice.
import { signal } from '@preact/signals';
import { addDays, deviceZone, localDay } from '../../lib/dates';
import { newId } from '../../lib/ids';
import { get, Problem, put } from '../../offline/client';
import { read, write } from '../../offline/old-cache';
import { dropUnsent, keepUnsent, readUnsent } from '../../offline/old-unsent';

type CardKind = 'weekly_checkup' | 'dbt_card';

export interface Mark {
  group: 'protective' | 'risk' | 'emotion' | 'target';
  name: string;
  value: number;
}

export interface CardHere {
  id: string;
  kind: CardKind;
  recorded_at: string;
  local_day: string;
  marks: Mark[];
  words: string[];
  revision: number;
}

/** Oldest first, with what waits on this phone. */
export const cards = signal<CardHere[]>([]);
/** refused: the server said no to one of them; it stays on this phone and is shown. */
const cardState = signal<'received' | 'onPhone' | 'refused'>('received');

const name = 'cards';
const daysShown = 90;
let turn: Promise<unknown> = Promise.resolve();

function inTurn(work: () => Promise<void>): Promise<void> {
  const done = turn.then(work, work);
  turn = done.catch(() => undefined);
  return done;
}

const waitingOnes = async () => (await readUnsent<CardHere[]>(name)) ?? [];

function show(more: readonly CardHere[]): void {
  const all = new Map([...cards.value, ...more].map((card) => [card.id, card]));
  cards.value = [...all.values()].sort((a, b) => a.recorded_at.localeCompare(b.recorded_at));
}

/** From this phone at once, then the server's when they can be had. Never throws. */
export async function refreshCards(): Promise<void> {
  cards.value = (await read<CardHere[]>(name)) ?? [];
  show(await waitingOnes());
  await sendCards();
  const today = localDay(new Date(), deviceZone());
  const range = `start=${addDays(today, -daysShown)}&end=${addDays(today, 1)}`;
  try {
    const { items } = await get<{ items: CardHere[] }>(`/cards?${range}`);
    cards.value = items;
    await write(name, items);
    show(await waitingOnes());
  } catch {
    // The phone's copy stays on screen.
  }
}

/** The card about this day of this kind, to go on with it rather than to begin another. */
export const cardOf = (kind: CardKind, day: string): CardHere | undefined =>
  cards.value.findLast((card) => card.kind === kind && card.local_day === day);

/** Resolves when it is safe on this phone; throws when it cannot be kept. Sending follows. */
export async function keepCard(
  kind: CardKind,
  marks: Mark[],
  words: string[],
  now = new Date(),
): Promise<void> {
  const local_day = localDay(now, deviceZone());
  const before = cardOf(kind, local_day);
  const card: CardHere = {
    id: before?.id ?? newId(),
    kind,
    recorded_at: now.toISOString(),
    local_day,
    marks,
    words,
    revision: (before?.revision ?? 0) + 1,
  };
  await inTurn(async () => {
    const others = (await waitingOnes()).filter((one) => one.id !== card.id);
    await keepUnsent(name, [...others, card]);
    show([card]);
    cardState.value = 'onPhone';
  });
  void sendCards();
}

/** Sends what waits, oldest first. Never throws; without a connection everything stays. */
export function sendCards(): Promise<void> {
  return inTurn(async () => {
    let refused = false;
    for (const card of await waitingOnes()) {
      const end = await send(card);
      if (end === 'later') return;
      refused ||= end === 'refused';
      if (end === 'refused') continue;
      const left = (await waitingOnes()).filter(
        (one) => one.id !== card.id || one.revision !== card.revision,
      );
      await (left.length > 0 ? keepUnsent(name, left) : dropUnsent(name));
    }
    cardState.value = refused ? 'refused' : 'received';
  }).catch(() => undefined);
}

async function send(card: CardHere): Promise<'sent' | 'later' | 'refused'> {
  const { id, kind, recorded_at, local_day, marks, words, revision } = card;
  try {
    await put(`/cards/${id}`, { kind, recorded_at, local_day, marks, words, revision });
    return 'sent';
  } catch (problem) {
    const final = problem instanceof Problem && [400, 409, 413, 422].includes(problem.status);
    return final ? 'refused' : 'later';
  }
}
