// The person's own lists: shown from this phone, changed here first, joined with what another phone changed.
import { computed, signal } from '@preact/signals';
import { newId } from '../../lib/ids';
import { type Kind, keepPlan, openPlan, syncPlan } from '../../offline/old-documents';
import {
  type ListName,
  listNames,
  mergeLists,
  type OwnLists,
  withHidden,
  withName,
  withWord,
} from './own-words-rules';

interface WordsDocument {
  lists: OwnLists;
  version: number;
}

export const wordsKind: Kind<WordsDocument> = {
  name: 'own-words',
  empty: {
    lists: Object.fromEntries(listNames.map((name) => [name, []])) as unknown as OwnLists,
    version: 0,
  },
  merge: (base, mine, theirs) => ({
    lists: mergeLists(base.lists, mine.lists, theirs.lists, newId),
    version: theirs.version,
  }),
  view: signal(null),
  turn: Promise.resolve(),
};

/** Empty lists before they were read. */
export const ownLists = computed<OwnLists>(
  () => wordsKind.view.value?.content.lists ?? wordsKind.empty.lists,
);

export const openOwnWords = () => openPlan(wordsKind);

/** From this phone at once, then the server's copy when it can be had. Never throws. */
export async function refreshOwnWords(): Promise<void> {
  await openPlan(wordsKind);
  await syncPlan(wordsKind);
}

async function change(
  name: ListName,
  how: (own: OwnLists[ListName]) => OwnLists[ListName],
): Promise<void> {
  await keepPlan(wordsKind, (all) => ({
    ...all,
    lists: { ...all.lists, [name]: how(all.lists[name]) },
  }));
  void syncPlan(wordsKind);
}

/** Each resolves when it is kept on this phone, and throws when the phone cannot keep it. */
export const addWord = (list: ListName, name: string) =>
  change(list, (own) => withWord(own, name, newId()));
export const renameWord = (list: ListName, from: string, to: string) =>
  change(list, (own) => withName(own, from, to, newId()));
export const hideWord = (list: ListName, name: string, hidden: boolean) =>
  change(list, (own) => withHidden(own, name, hidden, newId()));
