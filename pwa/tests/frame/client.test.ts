// The way to the server: errors one can tell apart, a limit on waiting, and a 401 that is heard once.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Options, Problem, Unreachable } from '../../src/offline/client';
import { Session, whenSignInChanges } from '../../src/offline/session';
import { mia } from '../phone';

let of: Session;
const get = (path: string, options?: Options) => of.get(path, options);
const post = (path: string, body?: unknown, options?: Options) => of.post(path, body, options);

const answer = (status: number, body?: unknown, headers: Record<string, string> = {}) =>
  new Response(body === undefined ? null : JSON.stringify(body), { status, headers });

/** What the call was refused with. */
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => {
      throw new Error('was not refused');
    },
    (error) => error as Problem & Unreachable,
  );

const server = vi.fn<typeof fetch>();
const signedOut = vi.fn();
const otherAccount = vi.fn();

beforeEach(() => {
  server.mockReset();
  signedOut.mockReset();
  of = new Session(mia);
  whenSignInChanges({ signedOut, otherAccount });
  otherAccount.mockReset();
  vi.stubGlobal('fetch', server);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('an answer is given as it came, and 204 as nothing', async () => {
  server.mockResolvedValueOnce(answer(200, { id: 1 })).mockResolvedValueOnce(answer(204));
  expect(await get('/me')).toEqual({ id: 1 });
  expect(await post('/sign-out')).toBeUndefined();
  expect(server.mock.calls[0]?.[0]).toBe('/api/v1/me');
});

test('a refusal carries its code, its fields and how long to wait', async () => {
  server.mockResolvedValue(
    answer(429, { code: 'too_many_tries', detail: 'Wait.', fields: ['x'] }, { 'Retry-After': '7' }),
  );
  const problem = await refusal(get('/me'));
  expect(problem).toBeInstanceOf(Problem);
  expect([problem.status, problem.code, problem.fields, problem.retryAfter]).toEqual([
    429,
    'too_many_tries',
    ['x'],
    7,
  ]);
});

test('a refusal that is no JSON is still a problem with a code', async () => {
  server.mockResolvedValue(new Response('<html>', { status: 502 }));
  const problem = await refusal(get('/me'));
  expect([problem.status, problem.code, problem.retryAfter]).toEqual([502, 'http_502', undefined]);
});

test('a yes whose body is broken counts as no answer', async () => {
  server.mockResolvedValue(new Response('{"id":', { status: 200 }));
  expect(await refusal(get('/me'))).toBeInstanceOf(Unreachable);
});

test('no network is unreachable, not late', async () => {
  server.mockRejectedValue(new TypeError('Failed to fetch'));
  const problem = await refusal(get('/me'));
  expect(problem).toBeInstanceOf(Unreachable);
  expect(problem.late).toBe(false);
});

test('a server that never answers is given up after the limit', async () => {
  vi.useFakeTimers();
  server.mockImplementation(
    (_url, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
      }),
  );
  const waiting = refusal(get('/me', { timeout: 1000 }));
  await vi.advanceTimersByTimeAsync(1000);
  expect((await waiting).late).toBe(true);
});

test('a 401 is told to the session, unless the question was whether it fits', async () => {
  server.mockImplementation(async () => answer(401, { code: 'signed_out' }));
  await get('/me').catch(() => undefined);
  expect(signedOut).toHaveBeenCalledTimes(1);
  await post('/sign-in', {}, { expect401: true }).catch(() => undefined);
  expect(signedOut).toHaveBeenCalledTimes(1);
});

test('a 401 to nobody’s question is no end of a sign-in', async () => {
  server.mockImplementation(async () => answer(401, { code: 'signed_out' }));
  of = new Session(null);
  await get('/me').catch(() => undefined);
  expect(signedOut).not.toHaveBeenCalled();
});

test('each request says in whose name it is made, and nobody’s says nothing', async () => {
  server.mockImplementation(async () => answer(200, {}));
  await get('/me');
  await post('/calls');
  of = new Session(null);
  await get('/me');
  const names = server.mock.calls.map(([, init]) =>
    new Headers(init?.headers).get('Companion-Account'),
  );
  expect(names).toEqual([mia, mia, null]);
});

test('that another person is signed in here by now is told, and is no end of their sign-in', async () => {
  server.mockImplementation(async () => answer(403, { code: 'other_account' }));
  const problem = await refusal(get('/me'));
  expect(problem.code).toBe('other_account');
  expect(otherAccount).toHaveBeenCalledTimes(1);
  expect(signedOut).not.toHaveBeenCalled();
});

test.each([
  ['7', 7],
  ['-3', 0],
  ['', undefined],
  ['soon', undefined],
])('Retry-After "%s" is %s seconds', async (header, seconds) => {
  server.mockResolvedValue(answer(503, {}, { 'Retry-After': header }));
  expect((await refusal(get('/me'))).retryAfter).toBe(seconds);
});

test('Retry-After as a date is the time until then', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 2, 10) });
  const date = new Date(Date.UTC(2026, 2, 10, 0, 1)).toUTCString();
  server.mockResolvedValue(answer(503, {}, { 'Retry-After': date }));
  expect((await refusal(get('/me'))).retryAfter).toBe(60);
});
