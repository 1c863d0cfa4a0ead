// People close to the person, and the pages they have. Readable without a network; making and taking back needs one, so
// that what the screen says about a link is true.
import { type Language, language } from '../../i18n';
import { cachedAnswer } from '../../offline/cached';
import { Problem, Unreachable } from '../../offline/client';
import { fromState, perSession, type Session, session } from '../../offline/session';
import type { Supporter, Supporters } from './api';

const makeState = (of: Session) =>
  cachedAnswer<Supporters>(of, {
    name: 'supporters',
    path: () => `/supporters?language=${language.value}`,
  });
const state = perSession(makeState);

export const supporters = fromState(state, ({ value }) => value);
/** False while what is shown may be older than the server's. */
export const supportersFresh = fromState(state, ({ fresh }) => fresh);

/** From this phone at once, then the server's list when it can be had. Never throws. */
export const refreshSupporters = (): Promise<void> => state().refresh();

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
  const here = session.peek();
  await here.put(`/supporters/${one.id}`, {
    name: one.name,
    language: one.language,
    read_in: language.value,
    shown: supporters.value?.consent?.shown ?? '',
    signature: one.signature,
    owner: here.account,
  });
}

/** The address of their page, told this once; the one before it is dead. Throws what the server said. */
export async function makeLink(id: string): Promise<string> {
  const { address } = await session.peek().post<{ address: string }>(`/supporters/${id}/link`);
  void refreshSupporters();
  return address;
}

/** Their page is gone when this resolves. Throws what the server said. */
export async function takeBack(id: string): Promise<void> {
  const here = session.peek();
  await here.delete(`/supporters/${id}?owner=${here.account}`).catch((problem: unknown) => {
    if (!(problem instanceof Problem && problem.status === 404)) throw problem; // another phone was faster
  });
  const { value, accept } = here.state(makeState);
  const held = value.peek();
  if (held) {
    const items = held.items.filter((one: Supporter) => one.id !== id);
    await accept({ ...held, items, room: true });
  }
  void refreshSupporters();
}

/** No connection: nothing was made and nothing was taken back. */
export const unreached = (problem: unknown) => problem instanceof Unreachable;
/** The code of what the server did not take, if it answered. */
export const refusedAs = (problem: unknown) => (problem instanceof Problem ? problem.code : null);
