import { vi } from 'vitest';
import type { Entry } from '../../src/features/checkins/entry';

export { leo, mia } from '../phone';

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
  method: string;
  account: string | null;
  body: { owner?: string; items: (Entry & { sent_at: string })[] };
}

export type Answer =
  | { status: number; body?: unknown; text?: string; headers?: Record<string, string> }
  | 'offline';

/** A server that answers each request in turn; afterwards it takes everything. Returns what it was sent. */
export function serve(...answers: ((request: Request) => Answer | Promise<Answer>)[]): Request[] {
  const seen: Request[] = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const request: Request = {
      path,
      method: init.method ?? 'GET',
      account: new Headers(init.headers).get('Companion-Account'),
      body: init.body ? JSON.parse(String(init.body)) : {},
    };
    seen.push(request);
    const answer = await (answers.shift() ?? takeAll)(request);
    if (answer === 'offline') throw new TypeError('Failed to fetch');
    const { status, body = {}, text = JSON.stringify(body), headers } = answer;
    return new Response(status === 204 ? null : text, { status, headers });
  });
  return seen;
}

export const takeAll = ({ body }: Request): Answer => ({
  status: 200,
  body: { results: body.items?.map(({ id }) => ({ id, outcome: 'created' })) ?? [] },
});

export const refuse =
  (status: number, code = 'not_accepted', headers?: Record<string, string>) =>
  (): Answer => ({ status, body: { code }, headers });

export const offline = (): Answer => 'offline';
