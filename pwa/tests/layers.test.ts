// Who may know whom on the phone (docs/architecture.md): floors look down, api and store never meet, and what the
// worker loads never touches a page.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const src = resolve(import.meta.dirname, '../src');
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => /\.tsx?$/.test(name));

const floorOf = (file: string): string =>
  file.includes('/') ? (file.split('/')[0] as string) : file.replace(/\.tsx?$/, '');

// A floor may know itself and what is listed. A floor that is not listed here fails the test.
const mayKnow: Record<string, string[]> = {
  main: ['app', 'router', 'screens', 'parts', 'actions', 'words', 'util', 'styles'],
  app: ['router', 'screens', 'parts', 'actions', 'words', 'util', 'styles'],
  router: ['screens', 'parts', 'words', 'util'],
  screens: ['parts', 'actions', 'words', 'util', 'styles', 'types'],
  parts: ['words', 'util', 'styles'],
  actions: ['api', 'store', 'words', 'util'],
  api: ['util'],
  store: ['util'],
  words: ['util'],
  util: [],
  sw: ['actions', 'api', 'store', 'words', 'util'],
};

function importsOf(file: string): { to: string; typeOnly: boolean }[] {
  const text = readFileSync(join(src, file), 'utf8');
  const found = text.matchAll(
    /(?:import|export)\s+(type\s)?[^'";]*?from\s*'(\.[^']+)'|import\s*\(?\s*'(\.[^']+)'/g,
  );
  return [...found].map((m) => ({
    to: relative(src, resolve(src, dirname(file), (m[2] ?? m[3]) as string)).replaceAll('\\', '/'),
    typeOnly: Boolean(m[1]),
  }));
}

/** The source file behind an import without its ending, or null for a stylesheet. */
function sourceOf(target: string): string | null {
  const ends = ['', '.ts', '.tsx', '/index.ts'];
  return ends.map((end) => target + end).find((name) => files.includes(name)) ?? null;
}

/** Why this import breaks the rule, or null. */
function breach(file: string, to: string, typeOnly: boolean): string | null {
  const from = floorOf(file);
  const target = floorOf(to);
  const allowed = mayKnow[from];
  if (!allowed) return `${file}: the floor "${from}" is not in the rule`;
  if (from === target || allowed.includes(target)) return null;
  // What the router hands to a screen is a plain type, written where it is handed over.
  if (typeOnly && from === 'screens' && target === 'router') return null;
  // One list outside is shared with the server and the plain help page.
  if (file === 'util/crisis.ts' && to.endsWith('companion/starter/crisis_lines.json')) return null;
  // The shapes of answers are plain types: screens draw them, the store keeps them.
  if (typeOnly && target === 'api' && from !== 'parts' && from !== 'util') return null;
  return `${file} may not know ${to}`;
}

test('every import goes down the floors', () => {
  const breaches = files.flatMap((file) =>
    importsOf(file).map(({ to, typeOnly }) => breach(file, to, typeOnly)),
  );
  expect(breaches.filter(Boolean)).toEqual([]);
});

test('the rule itself refuses a screen that reads the store and a store that calls the server', () => {
  expect(breach('screens/today.tsx', 'store/pocket', false)).toContain('may not know');
  expect(breach('store/pocket.ts', 'api/client', false)).toContain('may not know');
  expect(breach('api/client.ts', 'store/pocket', false)).toContain('may not know');
  expect(breach('util/dates.ts', 'words/index', false)).toContain('may not know');
  expect(breach('screens/today.tsx', 'router', false)).toContain('may not know');
  expect(breach('util/ids.ts', '../../companion/starter/crisis_lines.json', false)).not.toBeNull();
  expect(breach('newfloor/x.ts', 'util/dates', false)).toContain('not in the rule');
  expect(breach('screens/today.tsx', 'actions/session', false)).toBeNull();
});

test('nothing the service worker loads knows a page or draws one', () => {
  const seen = new Set<string>();
  const visit = (file: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const { to, typeOnly } of importsOf(file)) {
      const next = typeOnly ? null : sourceOf(to);
      if (next) visit(next);
    }
  };
  visit('sw/index.ts');
  const drawing = [...seen].filter((file) => /^(screens|parts|main|app|router)/.test(file));
  expect(drawing).toEqual([]);
  const touching = [...seen].filter((file) =>
    /\b(window|document|localStorage)\./.test(readFileSync(join(src, file), 'utf8')),
  );
  expect(touching).toEqual([]);
});

test('what is drawn before the later words arrive needs only the first ones', () => {
  const later = importsOf('words/en-later.ts').map(({ to }) => sourceOf(to) as string);
  const topics = later.flatMap((file) =>
    [...readFileSync(join(src, file), 'utf8').matchAll(/export const (\w+)/g)].map((m) => m[1]),
  );
  expect(topics.length).toBeGreaterThan(5);
  const seen = new Set<string>();
  const visit = (file: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    const text = readFileSync(join(src, file), 'utf8');
    for (const m of text.matchAll(/^import (?!type)[^'";]*?from '(\.[^']+)'/gm)) {
      const to = relative(src, resolve(src, dirname(file), m[1] as string)).replaceAll('\\', '/');
      const next = sourceOf(to);
      if (next) visit(next);
    }
  };
  ['main.tsx', 'screens/today.tsx', 'screens/welcome.tsx', 'screens/sign-in.tsx'].forEach(visit);
  const early = [...seen].filter((file) => /^(app|screens|parts|actions)/.test(file));
  const wrong = early.flatMap((file) => {
    const text = readFileSync(join(src, file), 'utf8');
    const asked = [
      ...text.matchAll(/words\.value\.(\w+)|\bw\.(\w+)|const \{ ([^}]+) \} = words\.value/g),
    ];
    const names = asked.flatMap((m) =>
      (m[1] ?? m[3] ?? '').split(',').map((n) => n.split(':')[0]?.trim()),
    );
    return names.filter((name) => name && topics.includes(name)).map((name) => `${file}: ${name}`);
  });
  expect(wrong).toEqual([]);
});
