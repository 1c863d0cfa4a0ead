// People close to the person, and the pages they have. Readable without a network; making and taking back needs one, so
// that what the screen says about a link is true.
import { effect, signal } from '@preact/signals';
import { type Language, language } from '../../i18n';
import { del, get, Problem, post, put, Unreachable } from '../../offline/client';
import { read, write } from '../../offline/old-cache';
import { me } from '../../offline/sign-in';
import type { Supporter, Supporters } from './api';

const pocketName = 'supporters';

export const supporters = signal<Supporters | null>(null);
/** False while what is shown may be older than the server's. */
export const supportersFresh = signal(true);

let whose: string | null = null;

// Another person on the same phone starts from nothing of the one before.
effect(() => {
  const id = me.value?.id ?? null;
  if (id === whose) return;
  whose = id;
  supporters.value = null;
});

/** From this phone at once, then the server's list when it can be had. Never throws. */
export async function refreshSupporters(): Promise<void> {
  const asking = whose;
  if (supporters.value === null) {
    const copy = await read<Supporters>(pocketName);
    if (asking === whose && supporters.value === null) supporters.value = copy;
  }
  try {
    const answer = await get<Supporters>(`/supporters?language=${language.value}`);
    if (asking !== whose) return;
    supporters.value = answer;
    supportersFresh.value = true;
    await write(pocketName, answer);
  } catch {
    if (asking === whose) supportersFresh.value = false;
  }
}

/** What the supporters invited to this meeting are called. */
export const supportersAt = (session: string): string[] =>
  (supporters.value?.items ?? [])
    .filter((one) => one.sessions.includes(session))
    .map((one) => one.name);

interface NewSupporter {
  id: string;
  name: string;
  /** Of their page. */
  language: Language;
  signature: string;
}

/** Adds a supporter under the sentences on the screen. The same id again is harmless. Throws what the server said. */
export async function addSupporter(one: NewSupporter): Promise<void> {
  await put(`/supporters/${one.id}`, {
    name: one.name,
    language: one.language,
    read_in: language.value,
    shown: supporters.value?.consent?.shown ?? '',
    signature: one.signature,
    owner: me.value?.id ?? null,
  });
}

/** The address of their page, told this once; the one before it is dead. Throws what the server said. */
export async function makeLink(id: string): Promise<string> {
  const { address } = await post<{ address: string }>(`/supporters/${id}/link`);
  void refreshSupporters();
  return address;
}

/** Their page is gone when this resolves. Throws what the server said. */
export async function takeBack(id: string): Promise<void> {
  const owner = me.value ? `?owner=${me.value.id}` : '';
  await del(`/supporters/${id}${owner}`).catch((problem: unknown) => {
    if (!(problem instanceof Problem && problem.status === 404)) throw problem; // another phone was faster
  });
  if (supporters.value) {
    const items = supporters.value.items.filter((one: Supporter) => one.id !== id);
    supporters.value = { ...supporters.value, items, room: true };
    await write(pocketName, supporters.value);
  }
  void refreshSupporters();
}

/** No connection: nothing was made and nothing was taken back. */
export const unreached = (problem: unknown) => problem instanceof Unreachable;
/** The code of what the server did not take, if it answered. */
export const refusedAs = (problem: unknown) => (problem instanceof Problem ? problem.code : null);
