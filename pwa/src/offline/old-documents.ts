// The two plans of a person: what the phone shows, what waits to be sent, and how two copies that grew apart become one.
import type { Signal } from '@preact/signals';
import { sameContent } from '../lib/merge';
import { get, Problem, put } from './client';
import { read, write } from './old-cache';
import { dropUnsent, keepUnsent, readUnsent } from './old-unsent';

/** onPhone: saved here only · sending · received: the server has what is shown · refused: it said no to this content. */
type PlanState = 'onPhone' | 'sending' | 'received' | 'refused';

export interface PlanView<T> {
  content: T;
  state: PlanState;
  /** The copy was joined with one from another device. */
  joined: boolean;
}

/** `base` is what the server had when the person began to change it. */
interface Unsent<T> {
  base: T;
  mine: T;
}

export interface Kind<T> {
  name: string;
  empty: T;
  merge: (base: T, mine: T, theirs: T) => T;
  view: Signal<PlanView<T> | null>;
  /** Only one save or send of a plan at a time, in order. */
  turn: Promise<unknown>;
}

/** Anything with a version that the server counts. */
export interface AnyPlan {
  version: number;
}

const tries = 4;

function inTurn<T>(kind: Kind<T>, work: () => Promise<void>): Promise<void> {
  const done = kind.turn.then(work, work);
  kind.turn = done.catch(() => undefined);
  return done;
}

function show<T>(kind: Kind<T>, content: T, state: PlanState, joined = false): void {
  const before = kind.view.value;
  kind.view.value = { content, state, joined: joined || (before?.joined ?? false) };
}

/** Draws what this phone has: what waits to be sent, else the last copy of the server's. */
export async function openPlan<T extends AnyPlan>(kind: Kind<T>): Promise<void> {
  const unsent = await readUnsent<Unsent<T>>(kind.name);
  if (unsent) return show(kind, unsent.mine, 'onPhone');
  const copy = await read<T>(kind.name);
  if (copy) show(kind, copy, 'received');
}

/**
 * Resolves when the changed plan is safe on this phone; it is sent after that. `change` is given the plan as it is when
 * its turn comes, which may hold more than was on screen. Throws when the phone cannot keep it.
 */
export async function keepPlan<T extends AnyPlan>(
  kind: Kind<T>,
  change: (plan: T) => T,
): Promise<void> {
  await inTurn(kind, async () => {
    const unsent = await readUnsent<Unsent<T>>(kind.name);
    const base = unsent?.base ?? (await read<T>(kind.name)) ?? kind.empty;
    const next = change(unsent?.mine ?? base);
    await keepUnsent(kind.name, { base, mine: next });
    await write(kind.name, next); // help and the screen for hard moments read the people and lines from there
    if (kind.view.value) kind.view.value = { ...kind.view.value, joined: false };
    show(kind, next, 'onPhone');
  });
}

/** Sends what waits and asks for nothing else. */
export async function sendPlan<T extends AnyPlan>(kind: Kind<T>): Promise<void> {
  if (await readUnsent(kind.name)) await syncPlan(kind);
}

/** Sends what waits, or reads the server's copy when nothing does. No connection changes nothing. */
export function syncPlan<T extends AnyPlan>(kind: Kind<T>): Promise<void> {
  return inTurn(kind, async () => {
    const unsent = await readUnsent<Unsent<T>>(kind.name);
    try {
      if (unsent) await send(kind, unsent, tries);
      else await accept(kind, await get<T>(`/${kind.name}`), false);
    } catch (problem) {
      const refused = problem instanceof Problem && [400, 413, 422].includes(problem.status);
      const waits = await readUnsent<Unsent<T>>(kind.name);
      if (waits) show(kind, waits.mine, refused ? 'refused' : 'onPhone');
      else if (!kind.view.value) show(kind, kind.empty, 'received');
    }
  });
}

async function accept<T extends AnyPlan>(kind: Kind<T>, plan: T, joined: boolean) {
  await write(kind.name, plan);
  show(kind, plan, 'received', joined);
}

async function send<T extends AnyPlan>(
  kind: Kind<T>,
  unsent: Unsent<T>,
  left: number,
  joined = false,
) {
  show(kind, unsent.mine, 'sending', joined);
  const { updated_at: _, ...body } = { updated_at: null, ...unsent.mine };
  try {
    const answer = await put<T>(`/${kind.name}`, { ...body, version: unsent.base.version });
    await accept(kind, answer, joined);
    await dropUnsent(kind.name);
  } catch (problem) {
    const stale = problem instanceof Problem && problem.code === 'stale_version';
    if (!stale || left === 0) throw problem;
    const theirs = await get<T>(`/${kind.name}`);
    const mine = kind.merge(unsent.base, unsent.mine, theirs);
    await keepUnsent(kind.name, { base: theirs, mine });
    await write(kind.name, mine);
    const changed = !sameContent({ ...mine, version: 0 }, { ...unsent.mine, version: 0 });
    await send(kind, { base: theirs, mine }, left - 1, joined || changed);
  }
}
