// Documents that are lists of entries with a revision each: two copies merge entry by entry, so that no base is needed.

import { sameContent } from '../lib/merge';
import { mergeRevisions, type Revised } from '../lib/revisions';
import { type DocumentDefinition, declareDocument } from './declarations';

/** `lists` names the parts that are such lists; everything else is the server's to say. */
export function declareListDocument<T>(
  name: string,
  lists: readonly (keyof T)[],
  empty: T,
): DocumentDefinition<T> {
  const listsOf = (content: T) =>
    Object.fromEntries(lists.map((list) => [list, content[list]])) as Partial<T>;
  const merged = (mine: T, theirs: T): T => {
    const both = { ...theirs };
    for (const list of lists)
      both[list] = mergeRevisions(mine[list] as Revised[], theirs[list] as Revised[]) as T[keyof T];
    return both;
  };
  return declareDocument<T>({
    name,
    empty,
    merge: (_base, mine, theirs) => merged(mine, theirs),
    body: listsOf,
    lost: (copy, answer) =>
      !sameContent(listsOf(merged(copy, answer)), listsOf(merged(answer, answer))),
  });
}
