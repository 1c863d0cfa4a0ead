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
  const merged = (local: T, remote: T): T => {
    const both = { ...remote };
    for (const list of lists)
      both[list] = mergeRevisions(
        local[list] as Revised[],
        remote[list] as Revised[],
      ) as T[keyof T];
    return both;
  };
  return declareDocument<T>({
    name,
    empty,
    merge: (_base, local, remote) => merged(local, remote),
    body: listsOf,
    lost: (copy, answer) =>
      !sameContent(listsOf(merged(copy, answer)), listsOf(merged(answer, answer))),
  });
}
