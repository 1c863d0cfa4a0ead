// Whom one can call, from this phone's own copy: no network, no trace that anybody looked.

import { signal } from '@preact/signals';
import type { Line } from '../../lib/hours';
import { readDraft } from '../../offline/documents-rows';
import { lockOf } from '../../offline/lock';
import { fromState, perSession, session } from '../../offline/session';
import { locked } from '../../offline/sign-in';

interface PersonToCall {
  id: string;
  name: string;
  phone: string;
}

export interface HelpLines {
  people: PersonToCall[];
  phones: Line[];
  zone: string | null;
  /** What the person wrote down to do alone. */
  own: string[];
}

interface KeptPlan {
  steps?: { alone?: string[] };
  people?: PersonToCall[];
}

interface KeptSchedule {
  program?: { zone?: string; phones?: Line[] } | null;
}

export const noLines: HelpLines = { people: [], phones: [], zone: null, own: [] };

const state = perSession(() => signal<HelpLines | null>(null));
/** As last read from this phone; null before. */
export const lastLines = fromState(state, (lines) => lines);

const outsideCopy = 'help-lines';

/** Also while the app lock is shut: what help needs has a copy of its own outside it. */
export async function helpLines(): Promise<HelpLines> {
  const last = state();
  last.value = await fromThisPhone();
  return last.value;
}

async function fromThisPhone(): Promise<HelpLines> {
  const { account, cache } = session.peek();
  if (!account) return noLines;
  if (locked.value) return (await cache.read<HelpLines>(outsideCopy)) ?? noLines;
  const [changed, copy, schedule] = await Promise.all([
    readDraft<KeptPlan>(account, 'safety-plan').catch(() => null),
    cache.read<KeptPlan>('safety-plan'),
    cache.read<KeptSchedule>('schedule'),
  ]);
  const plan = changed?.local ?? copy;
  const lines: HelpLines = {
    people: plan?.people ?? [],
    own: plan?.steps?.alone ?? [],
    phones: schedule?.program?.phones ?? [],
    zone: schedule?.program?.zone ?? null,
  };
  if (await lockOf(account).catch(() => null)) await cache.write(outsideCopy, lines);
  return lines;
}
