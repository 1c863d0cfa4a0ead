// Whom one can call, from this phone's own copy: no network, no trace that anybody looked.
import { read } from '../store/pocket';
import { readUnsent } from '../store/unsent';
import type { OpenHours } from '../util/hours';

export interface PersonToCall {
  id: string;
  name: string;
  phone: string;
}

export interface ProgramPhone {
  label: string;
  number: string;
  hours: OpenHours[];
}

export interface HelpLines {
  people: PersonToCall[];
  phones: ProgramPhone[];
  zone: string | null;
  /** What the person wrote down to do alone. */
  own: string[];
}

interface KeptPlan {
  steps?: { alone?: string[] };
  people?: PersonToCall[];
}

interface KeptSchedule {
  program?: { zone?: string; phones?: ProgramPhone[] } | null;
}

export const noLines: HelpLines = { people: [], phones: [], zone: null, own: [] };

export async function helpLines(): Promise<HelpLines> {
  const [changed, copy, schedule] = await Promise.all([
    readUnsent<{ mine: KeptPlan }>('safety-plan'),
    read<KeptPlan>('safety-plan'),
    read<KeptSchedule>('schedule'),
  ]);
  const plan = changed?.mine ?? copy;
  return {
    people: plan?.people ?? [],
    own: plan?.steps?.alone ?? [],
    phones: schedule?.program?.phones ?? [],
    zone: schedule?.program?.zone ?? null,
  };
}
