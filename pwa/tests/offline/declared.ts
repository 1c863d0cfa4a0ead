// What the features of this source declare, found in the source itself: no list has to be written by hand.

const texts = import.meta.glob<string>('../../src/**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const modules = import.meta.glob('../../src/**/*.{ts,tsx}');

const declaring = Object.keys(texts).filter(
  (file) =>
    !file.includes('/offline/') &&
    /\bdeclare(Operation|Document|ListDocument|VersionedDocument)\b/.test(texts[file] ?? ''),
);

/** Loads every file that declares something, in the module graph of now. */
export const loadDeclarations = (): Promise<unknown[]> =>
  Promise.all(declaring.map((file) => modules[file]?.()));

const keysOf = (part: string): string[] => {
  const all = Object.values(texts).join('\n');
  const given = /\bdeclarationsFrom\(\{([\s\S]*?)\n\}\);/.exec(all)?.[1] ?? '';
  const body = new RegExp(`\\b${part}: \\{([\\s\\S]*?)\\n  \\}`).exec(given)?.[1] ?? '';
  return [...body.matchAll(/^\s*'?([\w-]+)'?:/gm)].map((found) => found[1] as string).sort();
};

/** The kinds and names by which the app finds the feature of what waits. */
export const loadable = {
  operations: keysOf('operations'),
  documents: keysOf('documents'),
};
