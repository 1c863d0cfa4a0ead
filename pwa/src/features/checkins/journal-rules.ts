// What a search in one's own pages finds, and which pages there are. Everything happens on the phone.

export interface Page {
  id: string;
  local_day: string;
  recorded_at: string;
  note: string;
}

/** Without capitals and accents: who types "manana" means "mañana". */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The pages in which every word of the query stands somewhere, at least as part of a word; all of them for an empty one. */
export function search<One extends { note: string }>(pages: readonly One[], query: string): One[] {
  const wanted = plain(query).split(/\s+/).filter(Boolean);
  return pages.filter(({ note }) => {
    const text = plain(note);
    return wanted.every((word) => text.includes(word));
  });
}

interface Written {
  id: string;
  local_day: string;
  recorded_at: string;
  note: string | null;
}

const hasWords = <One extends Written>(one: One): one is One & Page => Boolean(one.note);

/**
 * The entries with words, newest first: those of the days the log knows (`since` on) as the log says, older ones as the server
 * said last.
 */
export function pagesOf(
  log: readonly Written[],
  older: readonly Page[],
  since: string,
  gone: ReadonlySet<string>,
): Page[] {
  const before = older.filter((one) => one.local_day < since && !gone.has(one.id));
  const known = new Set(log.map(({ id }) => id));
  const all = [...log.filter(hasWords), ...before.filter(({ id }) => !known.has(id))];
  return all.sort((a, b) => b.recorded_at.localeCompare(a.recorded_at));
}

/** A page with the question it answers, as it is read again later. */
export const withQuestion = (question: string | null, text: string): string =>
  question ? `${question}\n\n${text}` : text;
