// The one way to the server: JSON, same origin, a time limit, and errors one can tell apart by type and code.

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

const base = '/api/v1';
const timeLimit = 15_000;
let onSignedOut: () => void = () => undefined;

/** Who wants to know that the server no longer knows this sign-in (401). */
export function whenSignedOut(then: () => void): void {
  onSignedOut = then;
}

interface Options {
  /** Milliseconds. */
  timeout?: number;
  /** A 401 here is an answer to a question, not the end of a sign-in. */
  expect401?: boolean;
  /** The answer is a file, not JSON. */
  file?: boolean;
}

async function problemOf(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => ({}))) as Partial<Problem>;
  const wait = Number(response.headers.get('Retry-After') ?? Number.NaN);
  return new Problem(
    response.status,
    typeof body.code === 'string' ? body.code : `http_${response.status}`,
    typeof body.detail === 'string' ? body.detail : '',
    Array.isArray(body.fields) ? body.fields : [],
    Number.isFinite(wait) ? wait : undefined,
  );
}

async function send<T>(
  method: string,
  path: string,
  body?: unknown,
  how: Options = {},
): Promise<T> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), how.timeout ?? timeLimit);
  try {
    const response = await fetch(base + path, {
      method,
      signal: limit.signal,
      credentials: 'same-origin',
      cache: 'no-store',
      headers:
        body === undefined
          ? { Accept: 'application/json' }
          : { Accept: 'application/json', 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (response.ok && how.file) return (await response.blob()) as T;
    if (response.ok) return (response.status === 204 ? undefined : await response.json()) as T;
    const problem = await problemOf(response);
    if (problem.status === 401 && !how.expect401) onSignedOut();
    throw problem;
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Unreachable(limit.signal.aborted);
  } finally {
    clearTimeout(timer);
  }
}

export const get = <T>(path: string, how?: Options) => send<T>('GET', path, undefined, how);
/** A file as the server made it. */
export const getFile = (path: string, how: Options = {}) =>
  send<Blob>('GET', path, undefined, { ...how, file: true });
export const put = <T>(path: string, body: unknown, how?: Options) =>
  send<T>('PUT', path, body, how);
export const post = <T>(path: string, body?: unknown, how?: Options) =>
  send<T>('POST', path, body ?? {}, how);
export const patch = <T>(path: string, body: unknown, how?: Options) =>
  send<T>('PATCH', path, body, how);
export const del = <T = void>(path: string, how?: Options) =>
  send<T>('DELETE', path, undefined, how);
