import { vi } from 'vitest';
import type { Entry } from '../../src/offline/old-outbox';

export const mia = '11111111-1111-4111-8111-111111111111';
export const leo = '22222222-2222-4222-8222-222222222222';

let made = 0;

export function makeEntry(change: Partial<Entry> = {}): Entry {
  made += 1;
  return {
    id: `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`,
    recorded_at: new Date(Date.UTC(2026, 2, 10, 12, 0, made)).toISOString(),
    zone: 'America/New_York',
    local_day: '2026-03-10',
    mood: 3,
    craving: null,
    stress: null,
    confidence: null,
    sleep: null,
    habits: [],
    triggers: [],
    helped: [],
    note: null,
    revision: 1,
    ...change,
  };
}

export interface Request {
  path: string;
  body: { owner?: string; items: (Entry & { sent_at: string })[] };
}

type Answer = { status: number; body?: unknown } | 'offline';

/** A server that answers each request in turn; afterwards it takes everything. Returns what it was sent. */
export function serve(...answers: ((request: Request) => Answer)[]): Request[] {
  const seen: Request[] = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const request: Request = { path, body: JSON.parse(String(init.body)) };
    seen.push(request);
    const answer = (answers.shift() ?? takeAll)(request);
    if (answer === 'offline') throw new TypeError('Failed to fetch');
    return new Response(JSON.stringify(answer.body ?? {}), { status: answer.status });
  });
  return seen;
}

export const takeAll = ({ body }: Request): Answer => ({
  status: 200,
  body: { results: body.items?.map(({ id }) => ({ id, outcome: 'created' })) ?? [] },
});

export const refuse =
  (status: number, code = 'not_accepted') =>
  (): Answer => ({ status, body: { code } });

export const offline = (): Answer => 'offline';
