// Words of one's own for the log: what is offered, what a word is called now, and how two copies become one.
import { mergeEntries } from '../../lib/merge';

export interface OwnWord {
  id: string;
  name: string;
  hidden: boolean;
  /** Names it had before; a word the app offers by itself stands here once it was given another name. */
  was: string[];
}

export const listNames = ['habits', 'triggers', 'helped', 'emotions', 'targets', 'skills'] as const;
export type ListName = (typeof listNames)[number];
export type OwnLists = Record<ListName, OwnWord[]>;

export const longestWord = 60;
export const mostOwnWords = 40;
const mostNamesBefore = 20;

const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();

/** What is offered: ours unless hidden or renamed, then one's own, then what older entries say beyond that. */
export function offered(
  ours: readonly string[],
  own: readonly OwnWord[],
  before: readonly string[] = [],
): string[] {
  const spoken = (word: string) =>
    own.some((one) => same(one.name, word) || one.was.some((name) => same(name, word)));
  const left = ours.filter((word) => !spoken(word));
  const mine = own.filter((one) => !one.hidden).map((one) => one.name);
  const older = before.filter((word) => !spoken(word) && !ours.includes(word));
  return [...new Set([...left, ...mine, ...older])];
}

/** What a word in an older entry is called now. */
export const currentName = (word: string, own: readonly OwnWord[]): string =>
  own.find((one) => one.was.some((name) => same(name, word)))?.name ?? word;

/** With this word, shown again if it was hidden; as it was when it is too long a list. */
export function withWord(own: OwnWord[], name: string, id: string): OwnWord[] {
  const clean = name.trim().slice(0, longestWord);
  if (!clean) return own;
  if (own.some((one) => same(one.name, clean)))
    return own.map((one) => (same(one.name, clean) ? { ...one, hidden: false } : one));
  return own.length < mostOwnWords ? [...own, { id, name: clean, hidden: false, was: [] }] : own;
}

/** With the word under a new name; entries written before still count for it. A name that is taken changes nothing. */
export function withName(own: OwnWord[], from: string, to: string, id: string): OwnWord[] {
  const clean = to.trim().slice(0, longestWord);
  const taken = own.some((one) => same(one.name, clean) && !same(one.name, from));
  if (!clean || taken || clean === from) return own;
  const known = own.find((one) => same(one.name, from));
  const renamed: OwnWord = {
    id: known?.id ?? id,
    name: clean,
    hidden: false,
    was: [...new Set([...(known?.was ?? []), from])].slice(-mostNamesBefore),
  };
  if (known) return own.map((one) => (one === known ? renamed : one));
  return own.length < mostOwnWords ? [...own, renamed] : own;
}

/** With the word offered no more, or again. Nothing that was written goes. */
export function withHidden(own: OwnWord[], name: string, hidden: boolean, id: string): OwnWord[] {
  if (own.some((one) => same(one.name, name)))
    return own.map((one) => (same(one.name, name) ? { ...one, hidden } : one));
  if (!hidden || own.length >= mostOwnWords) return own;
  return [...own, { id, name, hidden, was: [] }];
}

/** One name once: what two phones named alike becomes one word that remembers both pasts. */
function onceEach(words: OwnWord[]): OwnWord[] {
  const found: OwnWord[] = [];
  for (const word of words) {
    const at = found.findIndex((one) => same(one.name, word.name));
    const first = found[at];
    if (!first) found.push(word);
    else {
      const was = [...new Set([...first.was, ...word.was])].slice(-mostNamesBefore);
      found[at] = { ...first, was, hidden: first.hidden && word.hidden };
    }
  }
  return found.slice(0, mostOwnWords);
}

export function mergeLists(
  base: OwnLists,
  local: OwnLists,
  remote: OwnLists,
  newId: () => string,
): OwnLists {
  const merged = { ...local };
  for (const name of listNames)
    merged[name] = onceEach(mergeEntries(base[name], local[name], remote[name], newId));
  return merged;
}
