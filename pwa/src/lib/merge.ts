// Joins two copies of a list that grew apart since `base`: what either side wrote stays, what a side took out goes
// unless the other side changed it meanwhile. Nothing that was newly written is ever lost.

/** Lines are told apart by their text. Mine keep their order; what is new in theirs follows. */
export function mergeLines(base: string[], local: string[], remote: string[]): string[] {
  const remaining = local.filter((line) => remote.includes(line) || !base.includes(line));
  const added = remote.filter((line) => !base.includes(line) && !local.includes(line));
  return [...remaining, ...added];
}

/** Every list of a record, each on its own. */
export function mergeRecords<K extends string>(
  base: Record<K, string[]>,
  local: Record<K, string[]>,
  remote: Record<K, string[]>,
): Record<K, string[]> {
  const merged = { ...local };
  for (const key of Object.keys(local) as K[])
    merged[key] = mergeLines(base[key], local[key], remote[key]);
  return merged;
}

/**
 * Entries are told apart by their id. One that both sides changed differently stays twice: mine under its id, theirs
 * under one from `newId`.
 */
export function mergeEntries<T extends { id: string }>(
  base: T[],
  local: T[],
  remote: T[],
  newId: () => string,
): T[] {
  const find = (list: T[], id: string) => list.find((one) => one.id === id);
  const same = (a: T | undefined, b: T | undefined) => sameContent(a, b);
  const remaining = local.flatMap((one) => {
    const before = find(base, one.id);
    const there = find(remote, one.id);
    if (!there) return before && same(one, before) ? [] : [one];
    if (same(one, there) || same(there, before)) return [one];
    return same(one, before) ? [there] : [one, { ...there, id: newId() }];
  });
  const added = remote.filter((one) => {
    if (find(local, one.id)) return false;
    const before = find(base, one.id);
    return !before || !same(one, before);
  });
  return [...remaining, ...added];
}

/** Whether two plain values say the same, whatever the order of their keys. */
export function sameContent(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false;
  const left = Object.entries(a);
  if (left.length !== Object.keys(b).length) return false;
  return left.every(([key, value]) => sameContent(value, (b as Record<string, unknown>)[key]));
}
