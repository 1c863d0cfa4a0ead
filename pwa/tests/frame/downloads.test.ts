// What travels in which file: few files, named after what is in them, and a change to one feature leaves the others alone.
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const pwa = resolve(import.meta.dirname, '../..');
const place = mkdtempSync(join(tmpdir(), 'downloads-'));
const copy = join(place, 'pwa');

function build(name: string): string {
  const out = join(place, name);
  const vite = join(pwa, 'node_modules/vite/bin/vite.js');
  const how = ['build', '--outDir', out, '--emptyOutDir', '--logLevel', 'error'];
  // Vitest's own environment would build the parts that help while developing, too.
  const env = { ...process.env, NODE_ENV: 'production', VITEST: '' };
  execFileSync(process.execPath, [vite, ...how], { cwd: copy, env });
  return out;
}

function change(file: string, from: string, to: string): void {
  const path = join(copy, 'src/features', file);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
}

const scripts = (out: string) =>
  readdirSync(join(out, 'assets')).filter((name) => name.endsWith('.js'));
const nameOf = (file: string) => file.replace(/-.{8}\.js$/, '');
/** Names of the scripts of one build that another does not have. */
const onlyIn = (one: string, other: string) =>
  scripts(one)
    .filter((file) => !scripts(other).includes(file))
    .map(nameOf);

let before: string;

beforeAll(() => {
  const tokens = 'companion/static/tokens.css';
  cpSync(join(pwa, '..', tokens), join(place, tokens));
  cpSync(pwa, copy, {
    recursive: true,
    filter: (path) => !/\/(node_modules|tests)$/.test(path),
  });
  symlinkSync(join(pwa, 'node_modules'), join(copy, 'node_modules'));
  cpSync(join(pwa, '../companion/starter'), join(place, 'companion/starter'), { recursive: true });
  before = build('before');
}, 60_000);

afterAll(() => rmSync(place, { recursive: true }));

test('there is one script per feature and a few that features share', () => {
  const features = readdirSync(join(pwa, 'src/features'));
  const shared = ['app', 'core', 'shared', 'en', 'es', 'rolldown-runtime'];
  const names = scripts(before).map((file) => nameOf(file).replace(/-more$/, ''));
  expect([...new Set(names)].sort()).toEqual([...features, ...shared].sort());
  expect(names.length).toBeLessThanOrEqual(30);
});

test('nothing waits for the file in which the app begins but the page itself', () => {
  const others = scripts(before).filter((file) => nameOf(file) !== 'app');
  const needing = others.filter((file) =>
    /\b(?:from|import)\s*["'`]\.\/app-/.test(readFileSync(join(before, 'assets', file), 'utf8')),
  );
  expect(needing).toEqual([]);
});

test('a screen brings its styles along, in the same hop as its script', () => {
  const styled = readdirSync(join(before, 'assets')).filter((name) => name.endsWith('.css'));
  const app = scripts(before).find((file) => nameOf(file) === 'app') ?? '';
  const [named] =
    /\[("assets\/[^\]]+)\]/.exec(readFileSync(join(before, 'assets', app), 'utf8')) ?? [];
  for (const feature of ['insight', 'reminders', 'checkins', 'shared']) {
    expect(styled.map((file) => file.replace(/-.{8}\.css$/, ''))).toContain(feature);
    expect(named).toMatch(new RegExp(`assets/${feature}-.{8}\\.css`));
    expect(named).toMatch(new RegExp(`assets/${feature}-.{8}\\.js`));
  }
});

// One that nobody else needs, and one that many do.
test.each([
  ['sharing', 'What my team can see', 'sharing.tsx', "back('/settings')", "back('/help')"],
  ['help', 'Get help now', 'call-row.tsx', 'callAddress(call)', "callAddress(call + ' ')"],
])(
  'a sentence and a handler of %s change its own script and no other',
  (feature, sentence, file, from, to) => {
    const parts = [`${feature}/messages.en.ts`, `${feature}/${file}`] as const;
    const [messages, view] = parts.map((part) => readFileSync(join(copy, 'src/features', part)));
    change(parts[0], sentence, `${sentence}, now`);
    change(parts[1], from, to);
    const after = build(feature);
    expect(onlyIn(after, before)).toEqual([feature]);
    expect(onlyIn(before, after)).toEqual([feature]);
    writeFileSync(join(copy, 'src/features', parts[0]), messages ?? '');
    writeFileSync(join(copy, 'src/features', parts[1]), view ?? '');
  },
  60_000,
);

test('the way to help stands in the page before any file that is asked for', () => {
  const page = readFileSync(join(before, 'index.html'), 'utf8');
  const asking = page.search(/<script|<link rel="(?:stylesheet|modulepreload)"/);
  expect(page.indexOf('href="tel:988"')).toBeGreaterThan(0);
  expect(page.indexOf('href="tel:988"')).toBeLessThan(asking);
  expect(page.slice(asking)).toMatch(/^<script type="importmap">/);
});

test('the page knows what each address needs beside what every screen needs', () => {
  const page = readFileSync(join(before, 'index.html'), 'utf8');
  // The build may write the list as one text that is taken apart.
  const list = /(?:[a-z-]+-[\w-]{8}\.(?:js|css)["`]?,["`]?){9}[^\])]*/.exec(page)?.[0] ?? '';
  const files = list.match(/[a-z-]+-[\w-]{8}\.(?:js|css)/g) ?? [];
  const neededAt = (address: string) => {
    const numbers = new RegExp(`["\`]?${address}["\`]?:\\[([\\d,]*)\\]`).exec(page)?.[1];
    return (numbers ?? '').split(',').map((at) => files[Number(at)]?.replace(/-.{8}\./, '.'));
  };
  expect(neededAt('en')).toEqual(['en.js']);
  expect(neededAt('/help')).toContain('help.js');
  expect(neededAt('/urge')).toEqual(expect.arrayContaining(['urge.js', 'urge.css', 'help.js']));
  expect(neededAt('/')).toEqual(expect.arrayContaining(['today.js', 'today.css', 'schedule.js']));
  expect(neededAt('/')).not.toContain('core.js');
});
