// A copy of the whole app, as a tab of its own has it: two of them share the phone's database and nothing else.
import { vi } from 'vitest';
import type { Entry, Said } from '../../src/features/checkins/entry';
import type { Operation } from '../../src/offline/declarations';

export type Tab = Awaited<ReturnType<typeof openTab>>;

/** A version of a card as an item of its own: they have to arrive in the order they were made. */
export interface Version {
  card: string;
  revision: number;
}

const sendVersion: Operation<Version>['send'] = (of, { card, revision }) =>
  of.put(`/cards/${card}`, {
    kind: 'weekly_checkup',
    recorded_at: '2026-03-10T12:00:00.000Z',
    local_day: '2026-03-10',
    marks: [],
    words: [`version ${revision}`],
    revision,
    owner: of.account,
  });

export async function openTab() {
  vi.resetModules();
  const sessions = await import('../../src/offline/session');
  const { declareOperation } = await import('../../src/offline/declarations');
  const { documentOf } = await import('../../src/offline/documents');
  const { outboxOf } = await import('../../src/offline/outbox');
  const { closeDatabase } = await import('../../src/offline/database');
  const { forgetKeys } = await import('../../src/offline/encryption');
  const { forgetLocks } = await import('../../src/offline/lock');
  const { forgetOwner } = await import('../../src/offline/owner');
  const { sendAll } = await import('../../src/offline/sending');
  const checkins = await import('../../src/features/checkins/record');
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
    newEntry: (said: Said): Entry => checkins.newEntry(said, 'today'),
    nextVersion: checkins.nextVersion,
    writeEntry: (entry: Entry) =>
      outboxOf(here()).add(checkins.checkinOperation, entry, Date.parse(entry.recorded_at)),
    writeVersion: (version: Version) => outboxOf(here()).add(versions, version),
    /** Puts a line into the plan, and takes out those `old` says. */
    writeLine: (line: string, old: (line: string) => boolean) =>
      document().change((plan) => ({
        ...plan,
        steps: { ...plan.steps, alone: [...plan.steps.alone.filter((one) => !old(one)), line] },
      })),
    send: () => sendAll(here()),
    unsent: () => outboxOf(here()).countUnsent(),
    refused: () => outboxOf(here()).refused.value.map(({ id, reason }) => `${id}: ${reason}`),
  };
}
