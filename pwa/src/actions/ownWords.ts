// The person's own lists: shown from this phone, changed here first, joined with what another phone changed.
import { computed } from '@preact/signals';
import { newId } from '../util/ids';
import { type ListName, type OwnLists, withHidden, withName, withWord } from '../util/own-words';
import { keepPlan, openPlan, syncPlan, wordsKind } from './plans';
import { log } from './refreshCheckins';

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

/** Words that entries of the last days say, in the order last used. */
export const usedBefore = (name: 'habits' | 'triggers' | 'helped'): string[] => [
  ...new Set(log.value.flatMap((one) => one.entry[name])),
];

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
