// Two copies of a list become one: by id, the higher revision stands, and at the same revision the server's.
// What was taken out stays as an empty place, so that an older copy cannot bring it back.

export interface Revised {
  id: string;
  rev: number;
  gone: boolean;
}

export function mergeRevisions<T extends Revised>(local: readonly T[], remote: readonly T[]): T[] {
  const newest = new Map(local.map((one) => [one.id, one]));
  for (const one of remote) {
    const held = newest.get(one.id);
    if (!held || one.rev >= held.rev) newest.set(one.id, one);
  }
  return [...newest.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

export const present = <T extends Revised>(list: readonly T[]): T[] =>
  list.filter((one) => !one.gone);

/** The list with this entry changed, or with a new one that is not there yet. */
export function revise<T extends Revised>(list: readonly T[], id: string, change: Partial<T>): T[] {
  return list.map((one) => (one.id === id ? { ...one, ...change, rev: one.rev + 1 } : one));
}
