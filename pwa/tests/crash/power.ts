// A phone that can lose power between any two steps: before or after each touch of its storage, before a request
// leaves, and after the server has committed but before its answer arrived.
import { request } from 'node:http';

export class PowerLost extends Error {
  override name = 'PowerLost';
}

let steps = 0;
let diesAt = Number.POSITIVE_INFINITY;
let dead = false;
// Counts the times it was switched on: what an earlier life was waiting for arrives at nobody.
let life = 0;
const open = new Set<IDBTransaction>();

/** From now on the power goes at the `step`-th step. */
export function loseAt(step: number): void {
  steps = 0;
  diesAt = step;
}

/** Switched on again: storage is as it was on disk. Says whether it had been off. */
export function switchOn(): boolean {
  const was = dead;
  dead = false;
  life += 1;
  diesAt = Number.POSITIVE_INFINITY;
  open.clear();
  return was;
}

function step(born = life): void {
  if (born !== life) throw new PowerLost();
  steps += 1;
  if (!dead && steps >= diesAt) {
    dead = true;
    // What was not committed never happened.
    for (const one of open) {
      try {
        one.abort();
      } catch {
        // It was over already.
      }
    }
  }
  if (dead) throw new PowerLost();
}

type Method = (...given: unknown[]) => unknown;

function guard(owner: object, names: string[], after?: (made: unknown) => void): void {
  const methods = owner as Record<string, Method>;
  for (const name of names) {
    const real = methods[name] as Method;
    methods[name] = function guarded(this: unknown, ...given: unknown[]) {
      step();
      const made = real.apply(this, given);
      after?.(made);
      return made;
    };
  }
}

/** Once, before anything opens the database. */
export function wire(): void {
  guard(IDBObjectStore.prototype, ['get', 'put', 'delete', 'getAll']);
  guard(IDBIndex.prototype, ['getAll', 'getAllKeys']);
  guard(IDBDatabase.prototype, ['transaction'], (made) => open.add(made as IDBTransaction));
}

export interface Server {
  origin: string;
  /** Of whoever is signed in on this phone now. */
  cookie(): string;
}

interface Sent {
  method: string;
  body?: string;
  headers: Record<string, string>;
}

const newest = 40;
/** The last requests, and how each ended: told when something has not got through. */
export const requests: string[] = [];
let answered = 0;

/** How many requests the server has answered so far. */
export const answers = (): number => answered;

function note(began: number, { method }: Sent, path: string, ended: unknown): void {
  const at = new Date(began).toISOString();
  requests.push(`${at} ${method} ${path}: ${ended} after ${Date.now() - began} ms`);
  if (requests.length > newest) requests.shift();
}

/** The network: the request reaches the real server or does not, its answer reaches the phone or does not. */
export function network({ origin, cookie }: Server) {
  return async (path: string, init: Sent) => {
    step();
    const born = life;
    const began = Date.now();
    const { status, text } = await send(new URL(path, origin), init, {
      ...init.headers,
      Origin: origin,
      Cookie: cookie(),
    }).catch((problem) => {
      note(began, init, path, problem);
      throw problem;
    });
    note(began, init, path, status);
    answered += 1;
    step(born);
    return {
      ok: status < 400,
      status,
      headers: new Headers(),
      json: async () => JSON.parse(text),
    };
  };
}

function send(
  url: URL,
  init: Sent,
  headers: Record<string, string>,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: init.method, headers, timeout: 20_000 }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString() }),
      );
    });
    asked.on('error', reject);
    asked.on('timeout', () => asked.destroy(new Error('too slow')));
    asked.end(init.body);
  });
}
