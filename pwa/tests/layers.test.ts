// The structure of the phone (docs/architecture.md): layers look down, features meet at their doors, no two files need
// each other, nothing is exported for nobody, and what the worker loads never touches a page.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const filesIn = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('node_modules'));

const files = filesIn('src');
// Written from the server's own description, whole.
const generated = 'src/lib/api-types.ts';

const text = new Map(
  [...files, ...filesIn('tests'), ...filesIn('tools')].map((name) => [
    name,
    readFileSync(join(root, name), 'utf8'),
  ]),
);

// A layer may know itself and what is listed. A layer that is not listed here fails the test.
const mayKnow: Record<string, string[]> = {
  early: ['lib'],
  main: ['app', 'features', 'offline', 'ui', 'i18n', 'lib', 'styles'],
  app: ['features', 'offline', 'ui', 'i18n', 'lib'],
  features: ['offline', 'ui', 'i18n', 'lib', 'styles'],
  offline: ['i18n', 'lib'],
  ui: ['i18n', 'lib'],
  i18n: ['lib'],
  lib: [],
  sw: ['lib'],
};

interface Import {
  to: string;
  names: string[];
  how: 'type' | 'static' | 'later';
}

/** Names in braces as the other file calls them. */
const namesIn = (braces: string | undefined) =>
  (braces ?? '')
    .split(',')
    .map(
      (name) =>
        name
          .trim()
          .replace(/^type /, '')
          .split(' as ')[0]
          ?.trim() ?? '',
    )
    .filter(Boolean);

function importsOf(file: string): Import[] {
  const found = (text.get(file) ?? '').matchAll(
    /(?:import|export)\s+(type\s)?([^'";]*?)from\s*'(\.[^']+)'|import\s*(\(?)\s*'(\.[^']+)'/g,
  );
  return [...found].map(([, type, clause = '', from, later, bare]) => {
    const names = namesIn(/\{([^}]*)\}/.exec(clause)?.[1]);
    if (/^\s*\w/.test(clause)) names.push('default');
    if (clause.includes('*')) names.push('*');
    return {
      to: relative(root, resolve(root, dirname(file), from ?? bare ?? '')).replaceAll('\\', '/'),
      names: later ? ['*'] : names,
      how: type ? 'type' : later ? 'later' : 'static',
    };
  });
}

/** The source file behind an import without its ending, or null for a stylesheet. */
function sourceOf(target: string): string | null {
  const ends = ['', '.ts', '.tsx', '/index.ts'];
  return ends.map((end) => target + end).find((name) => text.has(name)) ?? null;
}

const layerOf = (file: string) => file.split('/')[1]?.replace(/\.tsx?$/, '') ?? '';
const featureOf = (file: string) => /^src\/features\/([^/]+)/.exec(file)?.[1] ?? null;

/** Why this import breaks the rule, or null. */
function breach(file: string, { to, how }: Omit<Import, 'names'>): string | null {
  const [from, target] = [layerOf(file), layerOf(to)];
  const allowed = mayKnow[from];
  if (!allowed) return `${file}: the layer "${from}" is not in the rule`;
  // One list outside is shared with the server and the plain help page.
  if (file === 'src/features/help/crisis-list.ts' && to.endsWith('crisis_lines.json')) return null;
  if (!to.startsWith('src/')) return `${file} may not know ${to}`;
  if (from !== target && !allowed.includes(target)) return `${file} may not know ${to}`;
  const [mine, other] = [featureOf(file), featureOf(to)];
  // A view of another feature may be fetched when it is needed; everything else goes through the door.
  const atDoor = to === `src/features/${other}` || how === 'later';
  if (mine && other && mine !== other && !atDoor) return `${file} goes past the door of ${other}`;
  return null;
}

test('every import goes down the layers and through the doors', () => {
  const breaches = files.flatMap((file) => importsOf(file).map((one) => breach(file, one)));
  expect(breaches.filter(Boolean)).toEqual([]);
});

test('the rule itself refuses what it is there to refuse', () => {
  const tried = (file: string, to: string, how: Import['how'] = 'static') =>
    breach(`src/${file}`, { to: `src/${to}`, how });
  expect(tried('offline/client.ts', 'features/today/today')).toContain('may not know');
  expect(tried('ui/button.tsx', 'offline/client')).toContain('may not know');
  expect(tried('offline/client.ts', 'ui/button')).toContain('may not know');
  expect(tried('lib/dates.ts', 'i18n')).toContain('may not know');
  expect(tried('features/help/help.tsx', 'app/router')).toContain('may not know');
  expect(tried('lib/ids.ts', '../../companion/starter/crisis_lines.json')).not.toBeNull();
  expect(tried('newlayer/x.ts', 'lib/dates')).toContain('not in the rule');
  expect(tried('features/urge/urge.tsx', 'features/help/people')).toContain('past the door');
  expect(tried('features/urge/urge.tsx', 'features/help')).toBeNull();
  expect(tried('features/today/today.tsx', 'features/urge/ask', 'later')).toBeNull();
});

/** Rings of names that need each other. */
function rings(needs: Map<string, Set<string>>): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (name: string, path: string[]) => {
    const at = path.indexOf(name);
    if (at >= 0) found.push([...path.slice(at), name].join(' → '));
    if (at >= 0 || done.has(name)) return;
    for (const next of needs.get(name) ?? []) visit(next, [...path, name]);
    done.add(name);
  };
  for (const name of needs.keys()) visit(name, []);
  return found;
}

function neededBy(unit: (file: string) => string | null): Map<string, Set<string>> {
  const needs = new Map<string, Set<string>>();
  for (const file of files) {
    for (const { to, how } of importsOf(file)) {
      const target = how === 'static' ? sourceOf(to) : null;
      const [a, b] = [unit(file), target && unit(target)];
      if (a && b && (a !== b || file === target)) needs.set(a, (needs.get(a) ?? new Set()).add(b));
    }
  }
  return needs;
}

test('no file and no feature needs itself in a roundabout way', () => {
  expect(rings(neededBy((file) => file))).toEqual([]);
  expect(rings(neededBy(featureOf))).toEqual([]);
  expect(
    rings(
      new Map([
        ['a', new Set(['b'])],
        ['b', new Set(['a'])],
      ]),
    ),
  ).toEqual(['a → b → a']);
});

test('nothing is exported that nobody else uses', () => {
  const used = new Set<string>();
  for (const file of text.keys()) {
    for (const { to, names } of importsOf(file)) {
      const target = sourceOf(to);
      for (const name of target ? names : []) used.add(`${target} ${name}`);
    }
  }
  const dead = files.flatMap((file) => {
    if (used.has(`${file} *`) || file === generated) return [];
    const source = text.get(file) ?? '';
    const own = source.matchAll(
      /^export (?:async )?(?:const|let|function|class|interface|type) (\w+)/gm,
    );
    const lists = source.matchAll(/^export (?:type )?\{([^}]*)\}/gm);
    const passedOn = [...lists].flatMap((list) => list[1]?.split(',') ?? []);
    const names = [
      ...[...own].map((one) => one[1] ?? ''),
      ...passedOn.map(
        (one) =>
          one
            .trim()
            .replace(/^type /, '')
            .split(' as ')
            .at(-1)
            ?.trim() ?? '',
      ),
    ];
    return names
      .filter((name) => name && !used.has(`${file} ${name}`))
      .map((name) => `${file}: ${name}`);
  });
  expect(dead).toEqual([]);
});

/** Everything that comes along with these files. */
function loadedWith(...starts: string[]): string[] {
  const seen = new Set<string>();
  const visit = (file: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const { to, how } of importsOf(file)) {
      const next = how === 'static' ? sourceOf(to) : null;
      if (next) visit(next);
    }
  };
  starts.forEach(visit);
  return [...seen];
}

test('nothing the service worker loads knows a page or draws one', () => {
  const loaded = loadedWith('src/sw/index.ts');
  expect(loaded.filter((file) => /^src\/(features|ui|main|app)/.test(file))).toEqual([]);
  const touching = loaded.filter((file) =>
    /\b(window|document|localStorage)\./.test(text.get(file) ?? ''),
  );
  expect(touching).toEqual([]);
});
