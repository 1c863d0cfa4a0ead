// The one way to the server: JSON, same origin, a time limit, and errors one can tell apart by type and code.
import { noteAnswer } from '../lib/connection';
import { early } from '../lib/early';

/** The server answered, and it was not a yes (RFC 9457). */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly fields: readonly unknown[] = [],
    /** Seconds the server asked to wait. */
    readonly retryAfter?: number,
  ) {
    super(`${status} ${code}`);
    this.name = 'Problem';
  }
}

/** No answer: no network, or it took too long. Whether the request arrived is unknown. */
export class Unreachable extends Error {
  constructor(readonly late: boolean) {
    super(late ? 'no answer in time' : 'no connection');
    this.name = 'Unreachable';
  }
}

/** The sign-in this was asked for has ended meanwhile: whatever the answer was, it is nobody's here any more. */
export class Ended extends Error {
  constructor() {
    super('this sign-in has ended');
    this.name = 'Ended';
  }
}

const base = '/api/v1';
const timeLimit = 15_000;

export interface Options {
  /** Milliseconds. */
  timeout?: number;
  /** A 401 here is an answer to a question, not the end of a sign-in. */
  expect401?: boolean;
  /** The answer is a file, not JSON. */
  file?: boolean;
}

interface Sender {
  /** The account the request is made for; the server refuses it (403 other_account) under another sign-in. */
  account?: string | null;
  /** Ends the request with the sign-in it belongs to. */
  signal?: AbortSignal;
}

// Retry-After is seconds or an HTTP date.
function secondsFrom(header: string | null): number | undefined {
  if (!header) return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const until = Date.parse(header);
  return Number.isNaN(until) ? undefined : Math.max(0, Math.ceil((until - Date.now()) / 1000));
}

async function problemOf(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => ({}))) as Partial<Problem>;
  return new Problem(
    response.status,
    typeof body.code === 'string' ? body.code : `http_${response.status}`,
    typeof body.detail === 'string' ? body.detail : '',
    Array.isArray(body.fields) ? body.fields : [],
    secondsFrom(response.headers.get('Retry-After')),
  );
}

function headersFor(body: unknown, account?: string | null): Record<string, string> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (account) headers[accountHeader] = account;
  return headers;
}

const accountHeader = 'Companion-Account';

/** The answer that the page asked for before this script was there, once; undefined when there is none. */
function takeEarly(method: string, path: string): Promise<Response> | undefined {
  const answers = method === 'GET' ? early()?.answers : undefined;
  const asked = answers?.get(path);
  answers?.delete(path);
  return asked;
}

/** It was asked for in nobody's name and says itself whose it is: null when it did not come, or is not for `account`. */
async function ofAccount(asked: Promise<Response>, account?: string | null) {
  const response = await asked.catch(() => null);
  return !account || response?.headers.get(accountHeader) === account ? response : null;
}

/** From now on everything is asked anew. */
export const endEarlyAnswers = (): void => early()?.answers.clear();

/** Throws Problem, Unreachable, or Ended when `signal` fired. */
export async function request<T>(
  method: string,
  path: string,
  body?: unknown,
  options: Options & Sender = {},
): Promise<T> {
  const limit = new AbortController();
  const stop = () => limit.abort();
  const timer = setTimeout(stop, options.timeout ?? timeLimit);
  options.signal?.addEventListener('abort', stop);
  try {
    if (options.signal?.aborted) throw new Ended();
    const asked = takeEarly(method, path);
    const had = asked && (await ofAccount(asked, options.account));
    if (options.signal?.aborted) throw new Ended();
    const response =
      had ??
      (await fetch(base + path, {
        method,
        signal: limit.signal,
        credentials: 'same-origin',
        cache: 'no-store',
        headers: headersFor(body, options.account),
        body: body === undefined ? undefined : JSON.stringify(body),
      }));
    noteAnswer(response.status);
    if (!response.ok) throw await problemOf(response);
    if (options.file) return (await response.blob()) as T;
    return (response.status === 204 ? undefined : await response.json()) as T;
  } catch (error) {
    if (options.signal?.aborted) throw new Ended();
    if (error instanceof Problem) throw error;
    noteAnswer(null);
    throw new Unreachable(limit.signal.aborted);
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', stop);
  }
}
