// What the care team sees, and who looked. A no is written on this phone and sent until it has arrived; a yes is signed
// with a connection only, so that it stands under the very words the server keeps.
import { computed } from '@preact/signals';
import { language } from '../../i18n';
import { newId } from '../../lib/ids';
import { cachedAnswer } from '../../offline/cached';
import { Problem, Unreachable } from '../../offline/client';
import { declareOperation } from '../../offline/declarations';
import { outboxOf } from '../../offline/outbox';
import { fromState, perSession, type Session, session } from '../../offline/session';
import type { DecisionSaved, Looks, Membership, PastChoice, SharedItem, Sharing } from './api';

type Item = SharedItem['item'];

/** Whose name is typed; for somebody else also whose records they are, and what lets them sign. */
export interface Signer {
  signature: string;
  person: string;
  authority: string;
}

interface TurnedOff {
  id: string;
  item: Item;
  decided_at: string;
}

const offOperation = declareOperation<TurnedOff>({
  kind: 'sharing-off',
  id: (one) => one.id,
  send,
  accepted: (of, _one, answer) => learn(of, answer as DecisionSaved),
});

function makeState(of: Session) {
  const items = outboxOf(of).items(offOperation);
  return {
    sharing: cachedAnswer<Sharing>(of, {
      name: 'sharing',
      path: () => `/sharing?language=${language.value}`,
    }),
    opened: cachedAnswer<Looks>(of, { name: null, path: () => '/access-log?part=opened' }),
    lists: cachedAnswer<Looks>(of, { name: null, path: () => '/access-log?part=lists' }),
    past: cachedAnswer<PastChoice[]>(of, {
      name: null,
      path: () => '/sharing/history',
      pick: itemsOf,
    }),
    team: cachedAnswer<Membership[]>(of, { name: null, path: () => '/care-team', pick: itemsOf }),
    goingOff: computed(() =>
      items.value
        .filter((item) => item.value && item.state !== 'refused')
        .map(({ value }) => value.item),
    ),
  };
}
const state = perSession(makeState);

const itemsOf = <T>(answer: unknown) => (answer as { items: T[] }).items;

export const sharing = fromState(state, (made) => made.sharing.value);
/** Who opened the record, and, apart from that, who read the name in a list. */
export type Part = 'opened' | 'lists';
export const looks = {
  opened: fromState(state, (made) => made.opened.value),
  lists: fromState(state, (made) => made.lists.value),
};
export const past = fromState(state, (made) => made.past.value);
/** Who was on the care team and when; null until somebody asked. */
export const team = fromState(state, (made) => made.team.value);
export const teamFresh = fromState(state, (made) => made.team.fresh);
/** Asks the server. Never throws. */
export const refreshTeam = () => state().team.refresh();
/** Items turned off on this phone that the server has not heard of. */
export const goingOff = fromState(state, (made) => made.goingOff);
/** False while one of the three may be older than the server's. */
export const fresh = computed(() => {
  const { sharing: one, opened: two, past: three } = state();
  return one.fresh.value && two.fresh.value && three.fresh.value;
});

function learn(of: Session, { items, papers }: DecisionSaved): void {
  const { sharing: answer } = of.state(makeState);
  const held = answer.value.peek();
  if (held) void answer.accept({ ...held, items, papers });
}

/** From this phone at once; the server's copy when it can be had. Never throws. */
export async function refreshSharing(): Promise<void> {
  const made = state();
  const outbox = outboxOf(session.peek());
  await Promise.all([made.sharing.open(), outbox.open()]);
  await outbox.send();
  await Promise.all([made.sharing.refresh(), made.opened.refresh(), made.past.refresh()]);
}

/** Asks for the first page. Never throws. */
export const refreshLooks = (part: Part) => state()[part].refresh();

/** Adds the next page to what is shown. Throws without a connection. */
export async function moreLooks(part: Part): Promise<void> {
  const answer = state()[part];
  const held = answer.value.peek();
  if (!held?.next) return;
  const path = `/access-log?part=${part}&before=${encodeURIComponent(held.next)}`;
  const older = await session.peek().get<Looks>(path);
  await answer.accept({ items: [...held.items, ...older.items], next: older.next });
}

/** Signs what `item` offers at `level`, under the words on the screen. Throws what the server said. */
export async function agree(item: SharedItem, level: string, by: Signer): Promise<void> {
  const shown = item.levels.find((one) => one.level === level)?.shown ?? '';
  const here = session.peek();
  const answer = await here.put<DecisionSaved>(`/sharing/decisions/${newId()}`, {
    item: item.item,
    level,
    based_on: item.version,
    shown,
    language: language.value,
    ...by,
    decided_at: new Date().toISOString(),
    owner: here.account,
  });
  learn(here, answer);
  void refreshSharing();
}

/** No connection: nothing was signed. */
export const unreachable = (problem: unknown) => problem instanceof Unreachable;
/** What was on the screen is not what is offered now; it has to be read once more. */
export const staleOffer = (problem: unknown) =>
  problem instanceof Problem && problem.status === 409;

/** Resolves when the no is safe on this phone; it is sent after that, and again until it arrived. */
export async function turnOff(item: Item): Promise<void> {
  const here = session.peek();
  const one = { id: newId(), item, decided_at: new Date().toISOString() };
  try {
    await outboxOf(here).add(offOperation, one);
  } catch {
    learn(here, await send(here, one)); // a phone that stores nothing still tells the server, or throws
  }
}

function send(of: Session, { id, item, decided_at }: TurnedOff): Promise<DecisionSaved> {
  const body = { item, level: 'nothing', language: language.value, decided_at, owner: of.account };
  return of.put<DecisionSaved>(`/sharing/decisions/${id}`, body);
}
