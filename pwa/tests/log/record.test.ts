// Saving: the phone first, the server when the phone cannot, and the screen when neither can.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readDraft, saveDraft } from '../../src/features/checkins/draft';
import type { CheckinAnswers, Entry } from '../../src/features/checkins/entry';
import {
  isBlank,
  isHard,
  mayCorrect,
  newEntry,
  nextVersion,
  recordCheckin,
} from '../../src/features/checkins/record';
import {
  log,
  merge,
  readLog,
  refreshCheckins,
  storageFails,
} from '../../src/features/checkins/state';
import { closeDatabase } from '../../src/offline/database';
import { forgetKeys } from '../../src/offline/encryption';
import type { Item } from '../../src/offline/outbox';
import { leo, restart, signIn } from '../phone';
import { makeEntry, mia, offline, serve } from './helpers';

const zone = 'America/New_York';
const said = (change: Partial<CheckinAnswers> = {}): CheckinAnswers => {
  const { id, recorded_at, zone: _zone, local_day, revision, ...rest } = makeEntry({ mood: null });
  return { ...rest, ...change };
};

beforeEach(() => signIn(mia));
afterEach(() => vi.unstubAllGlobals());

test('without a network an entry is kept on the phone and shown there', async () => {
  serve(offline, offline, offline);
  const entry = newEntry(said({ mood: 4 }), 'today');
  expect(await recordCheckin(entry)).toBe('phone');
  await restart();
  await readLog();
  expect(log.value).toMatchObject([{ entry, state: 'onPhone' }]);
});

/** From here on the phone keeps nothing. */
async function refuseStorage(why: string) {
  await closeDatabase();
  forgetKeys();
  vi.stubGlobal('indexedDB', {
    open: () => {
      throw new DOMException('no', why);
    },
  });
}

test('a phone that refuses storage still gets it to the server, and says so', async () => {
  await refuseStorage('SecurityError');
  const seen = serve(() => ({ status: 201, body: {} }));
  expect(await recordCheckin(newEntry(said({ mood: 2 }), 'today'))).toBe('server');
  expect(seen[0]?.path).toMatch(/^\/api\/v1\/checkins\/[0-9a-f-]{36}$/);
  expect(seen[0]?.body).toMatchObject({ mood: 2, owner: mia });
  expect(seen[0]?.account).toBe(mia);
  expect(storageFails.value).toBe(true);
});

test('with neither storage nor network it stays on the screen', async () => {
  await refuseStorage('QuotaExceededError');
  serve(offline);
  expect(await recordCheckin(newEntry(said({ mood: 2 }), 'today'))).toBe('screen');
});

test('a second try with nothing changed is the very same entry', () => {
  const entry = newEntry(said({ mood: 2 }), 'today');
  expect(nextVersion(entry, said({ mood: 2 }))).toBe(entry);
});

test('a change is the next version of the same moment', () => {
  const entry = newEntry(said({ mood: 2 }), 'today', new Date('2026-03-10T16:00:00Z'), zone);
  const next = nextVersion(entry, said({ mood: 4 }), new Date('2026-03-10T17:00:00Z'));
  expect(next).toMatchObject({
    id: entry.id,
    recorded_at: entry.recorded_at,
    mood: 4,
    revision: 2,
    corrected_at: '2026-03-10T17:00:00.000Z',
  });
});

test.each([
  ['2026-03-10T17:59:00Z', '2026-03-09'],
  ['2026-03-10T18:00:00Z', '2026-03-10'],
  ['2026-03-10T04:30:00Z', '2026-03-09'],
  ['2026-03-01T15:00:00Z', '2026-02-28'],
])('yesterday stays open until two in the afternoon: at %s it is about %s', (now, day) => {
  expect(newEntry(said({ mood: 3 }), 'yesterday', new Date(now), zone).local_day).toBe(day);
});

test('the local day is the zone’s, not the one of Greenwich', () => {
  const late = new Date('2026-03-10T03:30:00Z');
  expect(newEntry(said({ mood: 3 }), 'today', late, zone).local_day).toBe('2026-03-09');
});

test.each([
  [{ mood: 1 }, true],
  [{ craving: 7 }, true],
  [{ craving: 6 }, false],
  [{ mood: 2 }, false],
  [{ stress: 10 }, false],
  [{}, false],
])('%o is hard: %s', (change, hard) => {
  expect(isHard(said(change))).toBe(hard);
});

test('nothing chosen is nothing said, a zero is something', () => {
  expect(isBlank(said())).toBe(true);
  expect(isBlank(said({ note: '' }))).toBe(true);
  expect(isBlank(said({ craving: 0 }))).toBe(false);
});

test('a mistake can be put right for a day', () => {
  const entry = makeEntry({ recorded_at: '2026-03-10T12:00:00.000Z' });
  expect(mayCorrect(entry, new Date('2026-03-11T12:00:00Z'))).toBe(true);
  expect(mayCorrect(entry, new Date('2026-03-11T12:00:01Z'))).toBe(false);
});

const item = (value: Entry, state: Item['state'], reason?: string): Item<Entry> => ({
  id: value.id,
  kind: 'checkin',
  value,
  state,
  reason,
  order: 0,
});

test('an unsent correction stands before the server’s copy, an older received one behind it', () => {
  const entry = makeEntry();
  const corrected = { ...entry, mood: 5, revision: 2 };
  expect(merge([item(corrected, 'onPhone')], [entry])).toEqual([
    { entry: corrected, state: 'onPhone', reason: undefined },
  ]);
  expect(merge([item(entry, 'saved')], [corrected])[0]?.entry.mood).toBe(5);
  expect(merge([item(entry, 'sending')], [])[0]?.state).toBe('sending');
});

test('a refused correction stands beside the version that stays', () => {
  const entry = makeEntry();
  const refused = { ...entry, mood: 5, revision: 2 };
  const shown = merge([item(refused, 'refused', 'too_late_to_correct')], [entry]);
  expect(shown.map((one) => [one.state, one.entry.mood, one.reason])).toEqual([
    ['saved', 3, undefined],
    ['refused', 5, 'too_late_to_correct'],
  ]);
});

test('somebody else signing in sees nothing of the one before', async () => {
  serve(offline);
  await recordCheckin(newEntry(said({ mood: 4 }), 'today'));
  expect(log.value).toHaveLength(1);
  await signIn(leo);
  expect(log.value).toEqual([]);
  await readLog();
  expect(log.value).toEqual([]);
});

test('the last thirty days are there again without a network', async () => {
  const entry = makeEntry();
  vi.stubGlobal('fetch', async () => Response.json({ items: [entry] }));
  await refreshCheckins();
  serve(offline);
  await restart();
  await readLog();
  expect(log.value.map((one) => one.entry.id)).toContain(entry.id);
});

test('a draft survives the page', async () => {
  const draft = { said: said({ mood: 2, note: 'half a line' }), about: 'today' as const };
  void saveDraft({ ...draft, about: 'yesterday' });
  await saveDraft(draft);
  forgetKeys();
  expect(await readDraft()).toEqual(draft);
  await saveDraft(null);
  expect(await readDraft()).toBeNull();
});
