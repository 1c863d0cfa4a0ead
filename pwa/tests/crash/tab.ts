// A copy of the whole app, as a tab of its own has it: two of them share the phone's database and nothing else.
import { vi } from 'vitest';
import type { Waiting as Absence } from '../../src/features/absences/rules';
import type { CheckupAnswer } from '../../src/features/aftercare/api';
import type { CheckinAnswers, Entry } from '../../src/features/checkins/entry';
import type { CardHere } from '../../src/features/logbook/cards';
import type { Operation } from '../../src/offline/declarations';

export type Tab = Awaited<ReturnType<typeof openTab>>;

/** What features send: the name of the operation → what it is about. */
export interface Things {
  absence: Absence;
  call: { id: string; asked_at: string };
  card: CardHere;
  'checkup-answer': CheckupAnswer;
}

/** A version of a card as an item of its own: they have to arrive in the order they were made. */
export interface Version {
  card: string;
  revision: number;
}

export const makeCard = ({ card, revision }: Version): CardHere => ({
  id: card,
  kind: 'weekly_checkup',
  recorded_at: '2026-03-10T12:00:00.000Z',
  local_day: '2026-03-10',
  marks: [],
  words: [`version ${revision}`],
  revision,
});

const sendVersion: Operation<Version>['send'] = (of, version) => {
  const { id, ...card } = makeCard(version);
  return of.put(`/cards/${id}`, { ...card, owner: of.account });
};

export async function openTab() {
  vi.resetModules();
  const sessions = await import('../../src/offline/session');
  const { declareOperation, operationOf } = await import('../../src/offline/declarations');
  const { documentOf } = await import('../../src/offline/documents');
  const { outboxOf } = await import('../../src/offline/outbox');
  const { closeDatabase } = await import('../../src/offline/database');
  const { forgetKeys } = await import('../../src/offline/encryption');
  const { forgetLocks } = await import('../../src/offline/lock');
  const { forgetOwner } = await import('../../src/offline/owner');
  const { sendAll } = await import('../../src/offline/sending');
  const checkins = await import('../../src/features/checkins/record');
  await import('../../src/features/absences/send');
  await import('../../src/features/aftercare/checkup-answers');
  await import('../../src/features/calls/state');
  await import('../../src/features/logbook/cards');
  const { safetyDocument } = await import('../../src/features/safety/state');
  const versions = declareOperation<Version>({
    kind: 'crash-version',
    id: ({ card, revision }) => `${card}:${revision}`,
    group: ({ card }) => card,
    send: sendVersion,
  });
  const here = () => sessions.session.peek();
  const document = () => documentOf(here(), safetyDocument);
  return {
    /** Closed and opened again by whoever is signed in. */
    async begin(account: string): Promise<void> {
      sessions.beginSession(null);
      await closeDatabase();
      forgetKeys();
      forgetLocks();
      forgetOwner();
      sessions.beginSession(account).signedIn.value = true;
    },
    newEntry: (answers: CheckinAnswers): Entry => checkins.newEntry(answers, 'today'),
    nextVersion: checkins.nextVersion,
    writeEntry: (entry: Entry) =>
      outboxOf(here()).add(checkins.checkinOperation, entry, Date.parse(entry.recorded_at)),
    async write<Kind extends keyof Things>(kind: Kind, value: Things[Kind]): Promise<void> {
      const operation = await operationOf(kind);
      if (!operation) throw new Error(`no feature declares ${kind}`);
      await outboxOf(here()).add(operation, value);
    },
    writeVersion: (version: Version) => outboxOf(here()).add(versions, version),
    /** Puts a line into the plan, and takes out those `old` says. */
    writeLine: (line: string, old: (line: string) => boolean) =>
      document().change((plan) => ({
        ...plan,
        steps: { ...plan.steps, alone: [...plan.steps.alone.filter((one) => !old(one)), line] },
      })),
    send: () => sendAll(here()),
    unsent: () => outboxOf(here()).countUnsent(),
    /** Of everything on this phone that is not saved: what it is, and how the last try ended. */
    waiting: () => ({
      lastTry: outboxOf(here()).lastTry.value,
      items: outboxOf(here())
        .all.value.filter(({ state }) => state !== 'saved')
        .map(({ kind, id, state }) => `${kind} ${id} ${state}`),
    }),
    refused: () => outboxOf(here()).refused.value.map(({ id, reason }) => `${id}: ${reason}`),
  };
}
