// Names for things made on this phone. Random, so that nobody can count or guess them.

/** A new UUID (version 4). */
export function newId(): string {
  return crypto.randomUUID();
}
