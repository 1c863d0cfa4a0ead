// A no is kept and sent until it has arrived; a yes is signed with a connection or not at all.

import { beforeEach, expect, test, vi } from 'vitest';
import type { SharedItem } from '../../src/features/sharing/api';
import {
  agree,
  goingOff,
  refreshSharing,
  sharing,
  turnOff,
} from '../../src/features/sharing/state';
import { Problem, Unreachable } from '../../src/offline/client';
import { outboxOf } from '../../src/offline/outbox';
import { session } from '../../src/offline/session';
import { mia, restart, signIn, unsent } from '../phone';

let sent: Record<string, unknown>[];
let status: number | null;
let held: unknown;
const sendTurnedOff = () => outboxOf(session.peek()).send();

const item = (level: string): SharedItem =>
  ({
    item: 'checkins',
    level,
    version: 3,
    since: null,
    expires_at: null,
    why_not: null,
    levels: [{ level: 'entries', shown: '0123456789abcdef', sentences: [] }],
  }) as SharedItem;

beforeEach(async () => {
  sent = [];
  status = 200;
  held = { program: 'Maple', team: [], items: [item('entries')] };
  vi.stubGlobal(
    'fetch',
    vi.fn(async (url: string, how: RequestInit) => {
      if (status === null) throw new TypeError('no network');
      if (how.method === 'GET')
        return Response.json(url.includes('/sharing?') ? held : { items: [] });
      sent.push(JSON.parse(how.body as string));
      return Response.json({ outcome: 'saved', items: [item('nothing')], code: 'x' }, { status });
    }),
  );
  await signIn(mia);
  await refreshSharing();
});

const MIA = { signature: 'Mia L.', person: '', authority: '' };

test('turning off asks for nothing and is shown at once', async () => {
  await turnOff('checkins');
  await sendTurnedOff();
  expect(sent[0]).toMatchObject({ item: 'checkins', level: 'nothing' });
  expect(sent).toHaveLength(1);
  expect(sharing.value?.items[0]?.level).toBe('nothing');
  expect(goingOff.value).toEqual([]);
});

test('without a signal it says that the server has not heard, and sends it later', async () => {
  status = null;
  await turnOff('checkins');
  await sendTurnedOff();
  expect(goingOff.value).toEqual(['checkins']);
  await restart();
  await refreshSharing();
  expect(goingOff.value, 'also after a restart').toEqual(['checkins']);
  status = 200;
  await sendTurnedOff();
  expect(sent).toHaveLength(1);
  expect(await unsent()).toBe(0);
});

test.each([401, 403, 429, 503])('after a %i the no waits', async (answer) => {
  status = answer;
  await turnOff('checkins');
  await sendTurnedOff();
  expect(await unsent()).toBe(1);
});

test('a yes carries the mark and the version of what was on the screen', async () => {
  await agree(item('nothing'), 'entries', MIA);
  expect(sent.find((one) => one.level === 'entries')).toMatchObject({
    based_on: 3,
    shown: '0123456789abcdef',
    signature: 'Mia L.',
  });
});

test('a yes without a connection is no yes, and nothing of it is kept', async () => {
  status = null;
  await expect(agree(item('nothing'), 'entries', MIA)).rejects.toThrow(Unreachable);
  status = 409;
  await expect(agree(item('nothing'), 'entries', MIA)).rejects.toThrow(Problem);
  expect(await unsent()).toBe(0);
});
