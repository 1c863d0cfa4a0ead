// Days and goals on a phone: kept first, sent when possible, joined with what another phone sent, undone whole.

import { beforeEach, expect, test, vi } from 'vitest';
import { addGoal, decide, goals, removeGoal } from '../../src/features/goals/state';
import type { Days } from '../../src/features/recovery/api';
import { daysTogether, thisStretch } from '../../src/features/recovery/intervals';
import {
  beginCounting,
  days,
  daysDocument,
  itHappened,
  marksOf,
  pauseCounting,
  removeFocus,
  setSwitch,
  undoable,
  undoHappened,
} from '../../src/features/recovery/state';
import { mergeRevisions, present } from '../../src/lib/revisions';
import { documentOf } from '../../src/offline/documents';
import { readDraft } from '../../src/offline/documents-rows';
import { ownToday } from '../../src/offline/own-day';
import { sendAll } from '../../src/offline/sending';
import { session } from '../../src/offline/session';
import * as phone from '../phone';
import { leo, mia, signIn } from '../phone';

/** A server that joins as ours does; `down` makes it unreachable, `answerLost` takes what came and says nothing. */
class Server {
  days: Days = { foci: [], marks: [], moments: [], settings: [], program: [] };
  down = false;
  answerLost = false;
  refuse = 0;
  puts = 0;

  answer = async (url: string, how: RequestInit): Promise<Response> => {
    if (this.down) throw new TypeError('no network');
    if (!url.endsWith('/days')) return Response.json({ goals: [], reviews: [] });
    if (how.method === 'PUT') {
      this.puts += 1;
      if (this.refuse) return Response.json({ code: 'too_much' }, { status: this.refuse });
      this.take(JSON.parse(how.body as string));
      if (this.answerLost) throw new TypeError('connection lost');
    }
    return Response.json(this.days);
  };

  take(sent: Omit<Days, 'program'>): void {
    const { foci, marks, moments, settings } = this.days;
    this.days = {
      ...this.days,
      foci: mergeRevisions(sent.foci, foci),
      marks: mergeRevisions(sent.marks, marks),
      moments: mergeRevisions(sent.moments, moments),
      settings: mergeRevisions(sent.settings, settings),
    };
  }
}

let server: Server;
const document = () => documentOf(session.peek(), daysDocument);
const waiting = () => readDraft(session.peek().account as string, 'days');
const sendKept = () => sendAll(session.peek());
/** Everything that can be sent has been, or was tried. */
async function settled(): Promise<void> {
  await document().sync();
  await document().sync();
}
const content = () => days.value?.content as Days;
const focus = () => present(content().foci)[0]?.id ?? '';

/** A start of the app: what was only in memory is gone. */
async function restart(): Promise<void> {
  await phone.restart();
  await document().open();
}

beforeEach(async () => {
  server = new Server();
  vi.stubGlobal('fetch', vi.fn(server.answer));
  await signIn(mia);
});

async function counting(): Promise<void> {
  await beginCounting('Wine', '2026-01-01', '2026-03-26');
  await settled();
}

test('with a connection it is received and nothing waits', async () => {
  await counting();
  expect(days.value?.state).toBe('saved');
  expect(await waiting()).toBeNull();
  expect(server.days.foci.map((one) => one.name)).toEqual(['Wine']);
});

test('without one it is kept, survives a restart, and goes out later', async () => {
  server.down = true;
  await counting();
  await restart();
  expect(days.value?.state).toBe('onPhone');
  server.down = false;
  await sendKept();
  expect(days.value?.state).toBe('saved');
  expect(server.days.marks).toHaveLength(1);
});

test('an answer that got lost is harmless: it is sent again and stands once', async () => {
  server.answerLost = true;
  await counting();
  server.answerLost = false;
  await sendKept();
  expect(days.value?.state).toBe('saved');
  expect(server.days.marks).toHaveLength(1);
});

test('a new stretch after it happened leaves the days, and undo leaves nothing of it', async () => {
  await counting();
  const choices = new Map([[focus(), { way: 'new', from: '2026-03-27' } as const]]);
  const event = await itHappened('2026-03-26', '2026-03-26', choices);
  const marks = marksOf(content(), focus());
  expect(daysTogether(marks, '2026-03-26')).toBe(84);
  expect(thisStretch(marks)?.intervals[0]?.first).toBe('2026-03-27');
  expect(undoable(content(), '2026-04-02').map((mark) => mark.id)).toEqual([event]);
  expect(undoable(content(), '2026-04-03')).toEqual([]);
  await undoHappened(event);
  expect(thisStretch(marksOf(content(), focus()))?.intervals[0]?.first).toBe('2026-01-01');
  expect(undoable(content(), '2026-03-26')).toEqual([]);
});

test('what was hidden when it happened is shown again by undo', async () => {
  await counting();
  const event = await itHappened('2026-03-26', '2026-03-26', new Map([[focus(), { way: 'hide' }]]));
  expect(present(content().foci)[0]?.hidden).toBe(true);
  await undoHappened(event);
  expect(present(content().foci)[0]?.hidden).toBe(false);
});

test('choosing nothing keeps only that it happened', async () => {
  await counting();
  await itHappened('2026-03-26', '2026-03-26', new Map());
  expect(marksOf(content(), focus()).map((mark) => mark.kind)).toEqual(['start']);
});

test('what another phone sent meanwhile and what this one did both stand', async () => {
  await counting();
  server.down = true;
  await pauseCounting(focus(), '2026-03-26');
  const moment = {
    id: crypto.randomUUID(),
    rev: 1,
    gone: false,
    kind: 'came_back',
    day: '2026-03-20',
  };
  server.take({ foci: [], marks: [], settings: [], moments: [moment as never] });
  server.down = false;
  await settled();
  expect(content().moments).toHaveLength(1);
  expect(server.days.marks.map((mark) => mark.kind).sort()).toEqual(['pause', 'start']);
});

test('a server restored from an old backup gets back what it lost', async () => {
  await counting();
  server.days = { foci: [], marks: [], moments: [], settings: [], program: [] };
  await settled();
  expect(server.days.foci).toHaveLength(1);
  expect(days.value?.state).toBe('saved');
});

test('what the server refuses stays on the phone and says so', async () => {
  server.refuse = 422;
  await counting();
  expect(days.value?.state).toBe('refused');
  expect(await waiting()).not.toBeNull();
});

test('another person on this phone sees and sends nothing of it', async () => {
  server.down = true;
  await counting();
  server.down = false;
  await signIn(leo);
  expect(days.value).toBeNull();
  await restart();
  expect(days.value).toBeNull();
  await sendKept();
  expect(server.puts).toBe(0);
});

test('a counter that was taken out leaves no word behind', async () => {
  await counting();
  await removeFocus(focus());
  await settled();
  expect(JSON.stringify(server.days)).not.toContain('Wine');
  expect(present(server.days.marks)).toEqual([]);
});

test('a switch is one, however often it is turned', async () => {
  await setSwitch('word', true);
  await setSwitch('word', false);
  await setSwitch('on_today', true);
  expect(content().settings).toHaveLength(1);
  expect(content().settings[0]).toMatchObject({ word: false, on_today: true, rev: 3 });
});

test('flying west over the date line it stays the day it was; a clock set right is believed', async () => {
  const day = await ownToday(new Date('2026-03-10T12:00:00Z'));
  const next = await ownToday(new Date('2026-03-11T12:00:00Z'));
  expect(await ownToday(new Date('2026-03-10T12:00:00Z'))).toBe(next);
  await session.peek().cache.write('days-seen', '2031-01-01');
  expect(await ownToday(new Date('2026-03-10T12:00:00Z'))).toBe(day);
});

test('a goal is kept, looked at again, and taken out without a word left', async () => {
  const said = { what: 'Walk', measure: '', target: '', by: null, review_on: '2026-03-10' };
  await addGoal(said);
  const id = goals.value?.content.goals[0]?.id ?? '';
  await decide(id, 'keep', '2026-03-10');
  expect(goals.value?.content.goals[0]).toMatchObject({ state: 'open', review_on: '2026-03-24' });
  expect(goals.value?.content.reviews).toMatchObject([{ goal: id, decision: 'keep' }]);
  await removeGoal(id);
  expect(JSON.stringify(goals.value?.content)).not.toContain('Walk');
});

test('what is on its way for one person never reaches the next one on this phone', async () => {
  await counting();
  let arrives = () => {};
  const late = new Promise<void>((resolve) => {
    arrives = resolve;
  });
  const theirs = server.days;
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => late.then(() => Response.json(theirs))),
  );
  const asked = document().sync();
  await vi.waitFor(() => expect(fetch).toHaveBeenCalled());
  await signIn(leo);
  await document().open();
  arrives();
  await asked;
  expect(days.value).toBeNull();
  await restart();
  expect(days.value).toBeNull();
});
