// The person's own lists: shown from this phone, changed here first, merged with what another phone changed.
import { computed } from '@preact/signals';
import { newId } from '../../lib/ids';
import { documentOf } from '../../offline/documents';
import { perSession } from '../../offline/session';
import { declareVersionedDocument } from '../../offline/versioned-document';
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

const emptyWords: WordsDocument = {
  lists: Object.fromEntries(listNames.map((name) => [name, []])) as unknown as OwnLists,
  version: 0,
};

const wordsDocument = declareVersionedDocument<WordsDocument>({
  name: 'own-words',
  empty: emptyWords,
  merge: (known, local, remote) => ({
    lists: mergeLists((known ?? emptyWords).lists, local.lists, remote.lists, newId),
    version: remote.version,
  }),
});

const words = perSession((of) => documentOf(of, wordsDocument));

/** Empty lists before they were read. */
export const ownLists = computed<OwnLists>(
  () => words().view.value?.content.lists ?? emptyWords.lists,
);

export const openOwnWords = () => words().open();

/** From this phone at once, then the server's copy when it can be had. Never throws. */
export async function refreshOwnWords(): Promise<void> {
  await words().open();
  await words().sync();
}

function change(
  name: ListName,
  how: (own: OwnLists[ListName]) => OwnLists[ListName],
): Promise<void> {
  return words().change((all) => ({
    ...all,
    lists: { ...all.lists, [name]: how(all.lists[name]) },
  }));
}

/** Each resolves when it is on this phone's disk, and throws when the phone cannot store it. */
export const addWord = (list: ListName, name: string) =>
  change(list, (own) => withWord(own, name, newId()));
export const renameWord = (list: ListName, from: string, to: string) =>
  change(list, (own) => withName(own, from, to, newId()));
export const hideWord = (list: ListName, name: string, hidden: boolean) =>
  change(list, (own) => withHidden(own, name, hidden, newId()));
