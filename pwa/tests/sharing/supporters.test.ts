// Supporters on the phone: readable without a network, honest when making or taking back did not work, nothing of a link kept.
import { beforeEach, expect, test, vi } from 'vitest';
import {
  addSupporter,
  makeLink,
  refreshSupporters,
  supporters,
  supportersAt,
  supportersFresh,
  takeBack,
} from '../../src/features/supporters/state';
import { Problem, Unreachable } from '../../src/offline/client';
import { session } from '../../src/offline/session';
import { mia, restart, signIn } from '../phone';

let sent: { method: string; url: string; body: Record<string, unknown> | null }[];
let online: boolean;
let status: number;
let gone: boolean;

const sam = {
  id: 'sam',
  name: 'Sam',
  language: 'en',
  created_at: '2026-03-10T17:00:00Z',
  link_made_at: null,
  sessions: ['saturday'],
};
const list = { items: [sam], consent: { shown: 'mark', sentences: [] }, room: true };

beforeEach(async () => {
  vi.restoreAllMocks();
  sent = [];
  online = true;
  status = 200;
  gone = false;
  vi.stubGlobal(
    'fetch',
    vi.fn(async (url: string, how: RequestInit) => {
      if (!online) throw new TypeError('no network');
      const method = how.method ?? 'GET';
      sent.push({ method, url, body: how.body ? JSON.parse(how.body as string) : null });
      if (method === 'GET') return Response.json(gone ? { ...list, items: [] } : list);
      if (status >= 400) return Response.json({ code: 'refused' }, { status });
      if (method === 'DELETE') {
        gone = true;
        return new Response(null, { status: 204 });
      }
      return Response.json({ outcome: 'created', address: 'https://x/family/secret-token' });
    }),
  );
  await signIn(mia);
});

test('the list and who comes along are there without a network', async () => {
  await refreshSupporters();
  online = false;
  await restart();
  await refreshSupporters();
  expect(supportersFresh.value).toBe(false);
  expect(supportersAt('saturday')).toEqual(['Sam']);
  expect(supportersAt('sunday')).toEqual([]);
});

test('adding sends the mark of the sentences that were on the screen', async () => {
  await refreshSupporters();
  await addSupporter({ id: 'kim', name: 'Kim', language: 'es', signature: 'Mia L' });
  const put = sent.find((one) => one.method === 'PUT');
  expect(put?.url).toBe('/api/v1/supporters/kim');
  expect(put?.body).toMatchObject({
    name: 'Kim',
    language: 'es',
    shown: 'mark',
    signature: 'Mia L',
  });
});

test('without a network nothing is made, and it says so', async () => {
  await refreshSupporters();
  online = false;
  await expect(makeLink('sam')).rejects.toBeInstanceOf(Unreachable);
  await expect(takeBack('sam')).rejects.toBeInstanceOf(Unreachable);
  expect(supportersAt('saturday')).toEqual(['Sam']);
});

test('a link is handed over once and kept nowhere on the phone', async () => {
  expect(await makeLink('sam')).toBe('https://x/family/secret-token');
  await refreshSupporters();
  expect(JSON.stringify(supporters.value)).not.toContain('secret-token');
  expect(JSON.stringify(await session.peek().cache.read('supporters'))).not.toContain(
    'secret-token',
  );
});

test('taken back, they are gone from the list, the meetings and the copy on the phone', async () => {
  await refreshSupporters();
  await takeBack('sam');
  expect(sent.filter((one) => one.method === 'DELETE').map((one) => one.url)).toEqual([
    `/api/v1/supporters/sam?owner=${mia}`,
  ]);
  expect(supportersAt('saturday')).toEqual([]);
  online = false;
  await restart();
  await refreshSupporters();
  expect(supportersAt('saturday')).toEqual([]);
});

test('taken back by another phone already is the same as taken back', async () => {
  status = 404;
  await expect(takeBack('sam')).resolves.toBeUndefined();
});

test('any other no of the server leaves them where they are', async () => {
  await refreshSupporters();
  status = 503;
  await expect(takeBack('sam')).rejects.toBeInstanceOf(Problem);
  expect(supportersAt('saturday')).toEqual(['Sam']);
});

test('taking back says whose supporter is meant, and another person on this phone by now is no success', async () => {
  await refreshSupporters();
  status = 403;
  await expect(takeBack('sam')).rejects.toBeInstanceOf(Problem);
  expect(sent.find((one) => one.method === 'DELETE')?.url).toBe(
    `/api/v1/supporters/sam?owner=${mia}`,
  );
  expect(supportersAt('saturday')).toEqual(['Sam']);
});
