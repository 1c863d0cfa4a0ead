// A phone in use with the app before this one, and things on it that the server does not have: all of it becomes rows of
// today, is drawn, and is sent once, in order; what cannot be opened stays where it is.

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  absences,
  refreshAbsences,
  waiting as waitingAbsences,
} from '../../src/features/absences/state';
import { given } from '../../src/features/aftercare/checkup-answers';
import { asking } from '../../src/features/calls/state';
import { log, readLog } from '../../src/features/checkins/state';
import { goals, openGoals } from '../../src/features/goals/state';
import { helpLines } from '../../src/features/help/help-lines';
import { cards, refreshCards } from '../../src/features/logbook/cards';
import { listNames, type OwnLists } from '../../src/features/logbook/own-words-rules';
import { openOwnWords, ownLists } from '../../src/features/logbook/own-words-state';
import { days, openDays } from '../../src/features/recovery/state';
import { aftercare, aftercarePlan, safety, safetyPlan } from '../../src/features/safety/state';
import { goingOff } from '../../src/features/sharing/state';
import { database } from '../../src/offline/database';
import { migrateRows } from '../../src/offline/migrate';
import { outboxOf } from '../../src/offline/outbox';
import { sendAll, unsentHere } from '../../src/offline/sending';
import { beginSession, session } from '../../src/offline/session';
import { me, startSession } from '../../src/offline/sign-in';
import { type Answer, makeEntry, offline, type Request, serve, takeAll } from '../log/helpers';
import { leo, makeMe, mia, restart, signIn } from '../phone';
import { oldCheckin, oldCopy, oldOwner, oldUnsent } from './old-app';

const emptyWords = {
  lists: Object.fromEntries(listNames.map((name) => [name, []])) as unknown as OwnLists,
  version: 0,
};

const at = (minute: number) => new Date(Date.UTC(2026, 2, 10, 12, minute)).toISOString();
const waiting = [
  makeEntry({ recorded_at: at(1), note: 'first' }),
  makeEntry({ recorded_at: at(2), note: 'second', revision: 2 }),
];
const received = makeEntry({ recorded_at: at(0), note: 'the server has it' });
const stuck = makeEntry({ recorded_at: at(3), note: 'refused' });
const calls = [
  { id: 'call-1', asked_at: at(1) },
  { id: 'call-2', asked_at: at(1) },
];
const tell = {
  id: 'away-1',
  does: 'tell',
  session_id: 'skills-tue',
  reason: 'work',
  make_up: 'skills-thu',
  at: at(5),
};
// The phone's clock was set back between the two.
const back = { ...tell, does: 'back', reason: null, make_up: null, at: at(4) };
const other = { ...tell, id: 'away-2', session_id: 'process-tue', at: at(6) };
const card = {
  id: 'card-1',
  kind: 'dbt_card',
  recorded_at: at(1),
  local_day: '2026-03-10',
  marks: [{ group: 'emotion', name: 'joy', value: 3 }],
  words: ['breathe'],
  revision: 2,
};
const answers = [
  { id: 'answer-1', answer: 'okay', due_on: '2026-03-10', answered_at: at(1) },
  { id: 'answer-2', answer: 'call', due_on: null, answered_at: at(2) },
];
const off = { id: 'off-1', item: 'checkins', decided_at: at(1) };
const steps = (alone: string[]) => ({ signs: [], alone, distraction: [], around: [] });
const rosa = { id: 'p', name: 'Rosa', kind: 'friend', phone: '+1 212' };
const plan = {
  base: { steps: steps(['walk']), people: [], version: 4 },
  mine: { steps: steps(['walk', 'sing']), people: [rosa], version: 4 },
};
const after = {
  base: { sections: { housing: [] }, version: 0 },
  mine: { sections: { housing: ['Oak Street'] }, version: 0 },
};
const words = {
  base: emptyWords,
  mine: {
    lists: { ...emptyWords.lists, helped: [{ id: 'w', name: 'Swam', hidden: false, was: [] }] },
    version: 0,
  },
};
const wine = { id: 'f', rev: 1, gone: false, name: 'Wine', hidden: false };
const oldDays = { foci: [wine], marks: [], moments: [], settings: [], program: [] };
const goal = {
  id: 'g',
  rev: 1,
  gone: false,
  what: 'Walk daily',
  measure: '',
  target: '',
  by: null,
  review_on: '2026-03-24',
  state: 'open',
  ended_on: null,
};

async function usePhone(whose: string): Promise<void> {
  for (const entry of waiting) await oldCheckin(whose, entry);
  await oldCheckin(whose, received, 'received');
  await oldCheckin(whose, stuck, 'stuck', 'day_closed');
  await oldUnsent(whose, 'call-requests', calls);
  await oldUnsent(whose, 'absences', [tell, back, other]);
  await oldUnsent(whose, 'cards', [card]);
  await oldUnsent(whose, 'checkup-answers', answers);
  await oldUnsent(whose, 'sharing-off', [off]);
  await oldUnsent(whose, 'safety-plan', plan);
  await oldUnsent(whose, 'aftercare-plan', after);
  await oldUnsent(whose, 'own-words', words);
  await oldUnsent(whose, 'days', oldDays);
  await oldUnsent(whose, 'goals', { goals: [goal], reviews: [] });
  await oldCopy(whose, 'me', makeMe(whose));
  await oldCopy(whose, 'days', oldDays);
  await oldOwner(whose);
}

const rows = async () => (await database()).getAll('outbox');
/** Rows without what is random about them. */
const plain = async () =>
  (await rows()).map(({ id, owner, kind, order, state, reason, group, name }) => ({
    id,
    owner,
    kind,
    order,
    state,
    reason,
    group,
    name,
  }));

const documents = ['safety-plan', 'aftercare-plan', 'own-words', 'days', 'goals'];

function serveAll() {
  const held = new Map<string, Record<string, unknown>>();
  const answer = (request: Request): Answer => {
    const name = documents.find((known) => request.path === `/api/v1/${known}`);
    if (!name) {
      const batch = takeAll(request) as { body: object };
      return { status: 200, body: { items: [], missed: null, ...batch.body } };
    }
    if (request.method === 'PUT') held.set(name, request.body as never);
    return { status: 200, body: held.get(name) ?? {} };
  };
  return { seen: serve(...Array.from({ length: 300 }, () => answer)), held };
}

beforeEach(async () => {
  serve(...Array.from({ length: 300 }, () => offline));
  await usePhone(mia);
});
afterEach(() => vi.unstubAllGlobals());

/** The new app starts on the phone as it is, without a network. */
async function start(): Promise<void> {
  await startSession();
  expect(me.value?.id).toBe(mia);
  session.peek().signedIn.value = false;
  await readLog();
}

describe('the first start of this app', () => {
  test('counts the same as before, also while nothing was made into rows of today', async () => {
    await signIn(mia);
    expect(await unsentHere()).toBe(3 + 10);
  });

  test('every row becomes one of today, and none of yesterday is left', async () => {
    await migrateRows(mia);
    expect((await plain()).map(({ id, kind, state }) => [id, kind, state]).sort()).toEqual(
      [
        ...waiting.map(({ id }) => [id, 'checkin', 'waiting']),
        [received.id, 'checkin', 'accepted'],
        [stuck.id, 'checkin', 'refused'],
        ...calls.map(({ id }) => [id, 'call', 'waiting']),
        ['away-1', 'absence', 'waiting'],
        ['away-1:back', 'absence', 'waiting'],
        ['away-2', 'absence', 'waiting'],
        ['card-1', 'card', 'waiting'],
        ...answers.map(({ id }) => [id, 'checkup-answer', 'waiting']),
        ['off-1', 'sharing-off', 'waiting'],
        ...documents.map((name) => [`document:${name}:${mia}`, 'document', undefined]),
      ].sort(),
    );
  });

  test('draws all of it without a network', async () => {
    await start();
    await Promise.all([refreshAbsences(), refreshCards(), safety().open(), aftercare().open()]);
    await Promise.all([openOwnWords(), openDays(), openGoals()]);
    expect(log.value.map(({ entry, state, reason }) => [entry.note, state, reason])).toEqual([
      ['refused', 'refused', 'day_closed'],
      ['second', 'onPhone', undefined],
      ['first', 'onPhone', undefined],
      ['the server has it', 'saved', undefined],
    ]);
    expect(asking.value.map(({ value }) => value)).toEqual(calls);
    expect(waitingAbsences.value).toEqual([tell, back, other]);
    expect(absences.value).toBeNull();
    expect(cards.value).toEqual([card]);
    expect(given.value.map(({ id, state }) => [id, state])).toEqual([
      ['answer-1', 'onPhone'],
      ['answer-2', 'onPhone'],
    ]);
    expect(goingOff.value).toEqual(['checkins']);
    expect(safetyPlan.value).toMatchObject({ content: plan.mine, state: 'onPhone' });
    expect(aftercarePlan.value).toMatchObject({ content: after.mine, state: 'onPhone' });
    expect(ownLists.value.helped.map(({ name }) => name)).toEqual(['Swam']);
    expect(days.value).toMatchObject({ content: oldDays, state: 'onPhone' });
    expect(goals.value?.content.goals).toEqual([goal]);
    expect((await helpLines()).people).toEqual([rosa]);
  });

  test('sends each thing once, in order, in its owner’s name', async () => {
    await start();
    const { seen, held } = serveAll();
    session.peek().signedIn.value = true;
    await sendAll(session.peek());
    await sendAll(session.peek());
    const sent = seen.filter(({ method }) => method !== 'GET');
    const to = (part: string) => sent.map(({ path }) => path).filter((path) => path.includes(part));
    expect(to('/calls')).toEqual(calls.map(({ id }) => `/api/v1/calls/${id}`));
    expect(to('/absences')).toEqual([
      '/api/v1/absences/away-1',
      '/api/v1/absences/away-1/taken-back',
      '/api/v1/absences/away-2',
    ]);
    expect(to('/cards')).toEqual(['/api/v1/cards/card-1']);
    expect(to('/checkups')).toEqual(['/api/v1/checkups/answer-1', '/api/v1/checkups/answer-2']);
    expect(to('/sharing')).toEqual(['/api/v1/sharing/decisions/off-1']);
    const entries = sent.flatMap(({ body }) => body.items ?? []);
    expect(entries.map(({ note, revision }) => [note, revision])).toEqual([
      ['first', 1],
      ['second', 2],
    ]);
    for (const name of documents) expect(to(`/${name}`)).toHaveLength(1);
    expect(held.get('safety-plan')).toMatchObject({ people: [rosa], version: 4 });
    expect(held.get('goals')).toMatchObject({ goals: [goal] });
    expect(new Set(sent.map(({ account }) => account))).toEqual(new Set([mia]));
    expect(await unsentHere()).toBe(1); // the one the server had refused
  });
});

test('run twice, or by two tabs at once, it is the same', async () => {
  await migrateRows(mia);
  const once = await plain();
  await migrateRows(mia);
  expect(await plain()).toEqual(once);
  await (await database()).clear('outbox');
  await usePhone(mia);
  await Promise.all([migrateRows(mia), migrateRows(mia), migrateRows(mia)]);
  expect(await plain()).toEqual(once);
});

test('two copies of the app that start at once make the same, and lose nothing', async () => {
  vi.resetModules();
  const second = await import('../../src/offline/migrate');
  await Promise.all([migrateRows(mia), second.migrateRows(mia)]);
  expect(await rows()).toHaveLength(4 + 2 + 3 + 1 + 2 + 1 + 5);
  expect((await rows()).every((row) => typeof row.kind === 'string')).toBe(true);
});

test('what an old page in another tab writes afterwards is found at the next start, beside what waits', async () => {
  await migrateRows(mia);
  const late = { id: 'call-3', asked_at: at(9) };
  await oldUnsent(mia, 'call-requests', [calls[1], late]);
  await restart(mia);
  await outboxOf(session.peek()).open();
  expect(asking.value.map(({ value }) => value.id).sort()).toEqual(['call-1', 'call-2', 'call-3']);
});

test('a plan changed here is not replaced by what an old page wrote before', async () => {
  await signIn(mia);
  session.peek().signedIn.value = false;
  await safety().change((now) => ({ ...now, steps: { ...now.steps, alone: ['newer'] } }));
  await oldUnsent(mia, 'safety-plan', plan);
  await migrateRows(mia);
  await restart(mia);
  await safety().open();
  expect(safetyPlan.value?.content.steps.alone).toEqual(['newer']);
});

describe('what does not open', () => {
  test('stays as it is, is counted, and keeps nothing else from going', async () => {
    await oldUnsent(mia, 'cards', [card], 'damaged');
    await start();
    const row = await (await database()).get('outbox', `cards:${mia}`);
    expect(row).toMatchObject({ progress: 'own', owner: mia });
    expect(row?.kind).toBeUndefined();
    const { seen } = serveAll();
    session.peek().signedIn.value = true;
    await sendAll(session.peek());
    expect(seen.some(({ path }) => path.includes('/cards'))).toBe(false);
    expect(seen.some(({ path }) => path.includes('/calls'))).toBe(true);
    expect(await unsentHere()).toBe(2);
  });

  test('a check-in that does not open is shown as refused and not sent', async () => {
    const db = await database();
    const row = await db.get('outbox', waiting[0]?.id as string);
    await db.put('outbox', {
      ...row,
      sealed: { iv: new Uint8Array(12), body: new ArrayBuffer(40) },
    } as never);
    await start();
    const { seen } = serveAll();
    session.peek().signedIn.value = true;
    await outboxOf(session.peek()).send();
    expect(outboxOf(session.peek()).refused.value).toContainEqual(
      expect.objectContaining({ id: waiting[0]?.id, reason: 'unreadable' }),
    );
    expect(seen.flatMap(({ body }) => body.items ?? []).map(({ note }) => note)).toEqual([
      'second',
    ]);
  });
});

test('another person’s old rows wait for them, untouched', async () => {
  const before = (await rows()).filter((row) => row.owner === mia);
  await signIn(leo);
  await outboxOf(session.peek()).open();
  const { seen } = serveAll();
  await sendAll(session.peek());
  expect(seen).toEqual([]);
  expect((await rows()).filter((row) => row.owner === mia)).toEqual(before);
  await signIn(mia);
  await sendAll(session.peek());
  expect(seen.some(({ path }) => path.includes('/calls/call-1'))).toBe(true);
});

test('entries of an app that did not write every field are drawn, counted and sent whole', async () => {
  const { helped: _h, triggers: _t, habits: _b, confidence: _c, ...bare } = makeEntry({ mood: 2 });
  await (await database()).clear('outbox');
  await oldCheckin(mia, bare);
  await start();
  expect(log.value[0]?.entry).toMatchObject({ mood: 2, helped: [], triggers: [], habits: [] });
  const { seen } = serveAll();
  session.peek().signedIn.value = true;
  await outboxOf(session.peek()).send();
  expect(seen[0]?.body.items[0]).toMatchObject({ mood: 2, helped: [], confidence: null });
});

test('signed out in between: nothing is written for the one who left', async () => {
  const moving = outboxOf(session.peek()).open();
  beginSession(null);
  await moving;
  expect(outboxOf(session.peek()).all.value).toEqual([]);
});
