// The optional cards of a track: written on this phone first and sent under their own id, so that no tap is lost or
// counted twice.
import { computed } from '@preact/signals';
import { addDays, deviceZone, localDay } from '../../lib/dates';
import { newId } from '../../lib/ids';
import { cachedAnswer } from '../../offline/cached';
import { declareOperation } from '../../offline/declarations';
import { deleteHere } from '../../offline/delete-here';
import { outboxOf } from '../../offline/outbox';
import { fromState, perSession, type Session, session } from '../../offline/session';

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

const daysShown = 90;
const thirtyDays = 30 * 86_400_000; // milliseconds

const cardOperation = declareOperation<CardHere>({
  kind: 'card',
  id: (card) => card.id,
  send: (of, { id, ...card }) => of.put(`/cards/${id}`, card),
  keepFor: thirtyDays,
});

/** Takes the place of the card on this phone, under the same id, whether it was sent or not. */
const deletedOperation = declareOperation<{ id: string }>({
  kind: 'card-deleted',
  id: ({ id }) => id,
  send: (of, { id }) => of.delete(`/cards/${id}`),
  keepFor: thirtyDays,
});

function makeState(of: Session) {
  const answer = cachedAnswer<CardHere[]>(of, {
    name: 'cards',
    path() {
      const today = localDay(new Date(), deviceZone());
      return `/cards?start=${addDays(today, -daysShown)}&end=${addDays(today, 1)}`;
    },
    pick: (all) => (all as { items: CardHere[] }).items,
  });
  const items = outboxOf(of).items(cardOperation);
  const deleted = outboxOf(of).items(deletedOperation);
  const cards = computed(() => {
    const all = new Map((answer.value.value ?? []).map((card) => [card.id, card]));
    for (const { id } of deleted.value) all.delete(id);
    for (const { value } of items.value)
      if (value && value.revision >= (all.get(value.id)?.revision ?? 0)) all.set(value.id, value);
    return [...all.values()].sort((a, b) => a.recorded_at.localeCompare(b.recorded_at));
  });
  const cardState = computed(() => {
    const states = items.value.map((item) => item.state);
    return (
      (['refused', 'sending', 'onPhone'] as const).find((one) => states.includes(one)) ?? 'saved'
    );
  });
  return { answer, items, cards, cardState };
}
const state = perSession(makeState);

/** Oldest first, with what waits on this phone. */
export const cards = fromState(state, (made) => made.cards);
/** refused: the server said no to one of them; it stays on this phone and is shown. */
export const cardState = fromState(state, (made) => made.cardState);

/** From this phone at once, then the server's when they can be had. Never throws. */
export async function refreshCards(): Promise<void> {
  const { answer } = state();
  const outbox = outboxOf(session.peek());
  await Promise.all([answer.open(), outbox.open()]);
  await outbox.send();
  await answer.refresh();
}

/** The card about this day of this kind, to go on with it rather than to begin another. */
export const cardOf = (kind: CardKind, day: string): CardHere | undefined =>
  cards.value.findLast((card) => card.kind === kind && card.local_day === day);

/** Resolves when it is safe on this phone; throws when it cannot be stored. Sending follows. */
export async function saveCard(
  kind: CardKind,
  marks: Mark[],
  words: string[],
  now = new Date(),
): Promise<void> {
  const local_day = localDay(now, deviceZone());
  const before = cardOf(kind, local_day);
  await outboxOf(session.peek()).add(cardOperation, {
    id: before?.id ?? newId(),
    kind,
    recorded_at: now.toISOString(),
    local_day,
    marks,
    words,
    revision: (before?.revision ?? 0) + 1,
  });
}

/** Deletes a card here at once, on the server when it can. Throws when neither could be told. */
export const deleteCard = (id: string): Promise<void> =>
  deleteHere(session.peek(), deletedOperation, state().answer, id);
