// What was built, held to the oldest browsers we serve (tools/floor.ts): styles, selectors, built-in objects and what they
// can do, by the browsers' own compatibility data. The build lowers syntax; what is missing in an object it cannot mend.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import postcss from 'postcss';
import { beforeAll, expect, test } from 'vitest';
import { floor } from '../tools/floor';

const built = resolve(import.meta.dirname, '../../companion/static/pwa');

/** Newer than the floor and used all the same. Each says what an old browser does instead. */
const allowed: Record<string, string> = {
  // Looks and comfort: without it everything is there and can be used.
  'accent-color': 'boxes keep the browser’s own color',
  'cursor: default': 'no mouse, no pointer',
  'cursor: pointer': 'no mouse, no pointer',
  'font-family: ui-monospace': 'the next font of the list',
  'overscroll-behavior': 'the page behind a sheet may move along',
  resize: 'a text field keeps its size on a phone',
  'resize: vertical': 'a text field keeps its size on a phone',
  'text-size-adjust': 'the prefixed one stands beside it; without either letters keep their size',
  'user-select': 'the build puts the prefixed one beside it',
  '-webkit-tap-highlight-color': 'the browser’s own flash on tap',
  ':-webkit-meter-bar': 'a rule of its own, beside the one for Firefox',
  ':-webkit-meter-optimum-value': 'a rule of its own, beside the one for Firefox',
  ':details-content': 'on paper only: what is folded stays folded',
  'content-visibility': 'on paper only, with the line above',
  'content-visibility: visible': 'on paper only, with the line above',
  // Asked for before it is used, here or in a library.
  '.getTransports': 'asked with ?. (util/webauthn): the passkey is stored without them',
  '.createPolicy': 'asked first (actions/updates): the worker is registered by its plain address',
  '.createScriptURL': 'of the policy above',
  '.changed': 'our own: the outbox says that its rows changed',
  '.retry': 'our own: an item is tried again',
  '.run': 'our own: what a task or a notice does',
  '.sync': 'our own for documents; of a registration asked with ?. (offline/outbox)',
  '.with': 'our own: a sentence that begins with “with”',
  '.moveBefore': 'Preact asks first, and uses insertBefore',
  '.share': 'asked first (supporters-one): the address can be copied',
  'Symbol.dispose': 'signals put it on their objects; nothing of ours disposes by `using`',
};

interface Support {
  version_added: string | boolean | null;
  version_removed?: string | boolean;
  flags?: unknown;
  prefix?: string;
  alternative_name?: string;
}
interface Compat {
  support: Record<string, Support | Support[] | undefined>;
}
type Tree = { [name: string]: Tree };
type Node = { type: string; [key: string]: unknown };

const data = createRequire(import.meta.url)('@mdn/browser-compat-data') as Record<string, Tree>;

const has = (one: Support, version: number) =>
  !one.flags &&
  !one.prefix &&
  !one.alternative_name &&
  !one.version_removed &&
  typeof one.version_added === 'string' &&
  Number.parseFloat(one.version_added.replace('≤', '')) <= version;

/** Whether every browser at the floor has it. What the data does not know is not held against anybody. */
function old(tree: Tree | undefined): boolean {
  const support = (tree?.__compat as Compat | undefined)?.support;
  if (!support) return true;
  return Object.entries(floor).every(([browser, version]) => {
    const found = support[browser];
    return found === undefined || [found].flat().some((one) => has(one, version));
  });
}

const child = (tree: Tree | undefined, name: string): Tree | undefined =>
  tree && Object.hasOwn(tree, name) ? tree[name] : undefined;

const css = data.css as Tree;
const builtins = (data.javascript as Tree).builtins as Tree;
const api = data.api as Tree;

/** Methods that no object had at the floor. Reading what is missing gives undefined; calling it throws, so calls count. */
function newMembers(): Set<string> {
  const [news, olds] = [new Set<string>(), new Set<string>()];
  const owners = [builtins, builtins.Intl, api].flatMap((tree) => Object.values(tree ?? {}));
  for (const owner of owners)
    for (const [name, member] of Object.entries(owner))
      (old(owner) && old(member) ? olds : news).add(name.replace(/_static$/, ''));
  return new Set([...news].filter((name) => !olds.has(name)));
}

function inStyles(text: string): string[] {
  const found: string[] = [];
  const note = (what: string, tree: Tree | undefined) => old(tree) || found.push(what);
  const root = postcss.parse(text);
  root.walkDecls(({ prop, value }) => {
    const property = child(css.properties, prop);
    note(prop, property);
    for (const word of value.match(/[a-z][a-z-]*/g) ?? [])
      note(`${prop}: ${word}`, child(property, word));
    for (const [, name = ''] of value.matchAll(/([a-z-]+)\(/g))
      for (const kind of [css.types, css.types?.color, css.types?.gradient])
        note(`${name}()`, child(kind, name));
    for (const [, unit = ''] of value.matchAll(/\d([a-z]+)\b/g))
      note(unit, child(css.types?.length, unit));
  });
  root.walkRules(({ selector, parent }) => {
    if (parent?.type === 'rule') found.push('nesting');
    for (const [, name = ''] of selector.matchAll(/::?([a-z-]+)/g))
      note(`:${name}`, child(css.selectors, name));
  });
  root.walkAtRules(({ name, params }) => {
    note(`@${name}`, child(css['at-rules'], name));
    for (const [, feature = ''] of params.matchAll(/\(\s*([a-z-]+)\s*[:)]/g))
      note(`@${name} ${feature}`, child(child(css['at-rules'], name), feature));
  });
  return found;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value;

/** The member a node names: `b` of `a.b`, `a?.b` and `a['b']`. */
function memberOf(node: Node): string | undefined {
  if (node.type !== 'MemberExpression') return undefined;
  const property = node.property as Node;
  const name = node.computed ? property.value : property.name;
  return typeof name === 'string' ? name : undefined;
}

function inScript(tree: unknown, members: Set<string>): string[] {
  const found: string[] = [];
  const visit = (node: Node) => {
    const called = node.type === 'CallExpression' ? memberOf(node.callee as Node) : undefined;
    if (called && members.has(called)) found.push(`.${called}`);
    const name = memberOf(node);
    const owner = node.type === 'MemberExpression' ? ((node.object as Node).name as string) : '';
    if (name && owner && !old(child(child(builtins, owner) ?? child(api, owner), name)))
      found.push(`${owner}.${name}`);
    if (node.type === 'Identifier' && String(node.name).length > 2)
      for (const globals of [builtins, api])
        if (!old(child(globals, node.name as string))) found.push(node.name as string);
    if (
      node.type === 'Literal' &&
      (node.regex as { flags: string } | undefined)?.flags.includes('v')
    )
      found.push('a regular expression with v');
    for (const [key, value] of Object.entries(node)) {
      if (key === 'property' && !node.computed) continue;
      if (key === 'key' && !node.computed) continue;
      for (const one of Array.isArray(value) ? value : [value]) if (isNode(one)) visit(one);
    }
  };
  if (isNode(tree)) visit(tree);
  return found;
}

let parse: (text: string) => unknown;
beforeAll(async () => {
  // Not at the top: the test's own browser has no place in a bundler.
  parse = (await import('rolldown/parseAst')).parseAst;
});

const members = newMembers();

const files = (end: string) =>
  readdirSync(built, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(end));
const read = (name: string) => readFileSync(resolve(built, name), 'utf8');

// What the two walks below have found; the last of the three tests reads it.
const found: string[] = [];

const tooNew = (all: string[]) => [...new Set(all)].filter((name) => !(name in allowed)).sort();

test('the app has been built', () => {
  expect(existsSync(resolve(built, 'index.html')), 'run `make pwa` first').toBe(true);
  expect(files('.js').length).toBeGreaterThan(5);
});

const sheets = () => [
  ...files('.css').map(read),
  ...files('.html').flatMap((name) =>
    [...read(name).matchAll(/<style[^>]*>(.*?)<\/style>/gs)].map((one) => one[1] as string),
  ),
];

test('no style is newer than the oldest browsers', () => {
  found.push(...sheets().flatMap(inStyles));
  expect(tooNew(found)).toEqual([]);
});

test('no built-in object a script uses is newer than the oldest browsers', () => {
  const used = files('.js').flatMap((name) => inScript(parse(read(name)), members));
  found.push(...used);
  expect(tooNew(used)).toEqual([]);
}, 60_000);

test('nothing is allowed that is no longer used', () => {
  expect(Object.keys(allowed).filter((name) => !found.includes(name))).toEqual([]);
});

test('the check itself finds what these browsers lack', () => {
  const script = (text: string) => inScript(parse(text), members);
  expect(script('Promise.withResolvers()')).toContain('Promise.withResolvers');
  expect(script('Object.groupBy(a, b)')).toContain('Object.groupBy');
  expect(script('Array.fromAsync(a)')).toContain('Array.fromAsync');
  expect(script('x.toSorted()')).toContain('.toSorted');
  expect(script('one.isSubsetOf(other)')).toContain('.isSubsetOf');
  expect(script('Iterator.from(a)')).toContain('Iterator.from');
  expect(script('/[a--b]/v.test(a)')).toContain('a regular expression with v');
  expect(script('structuredClone(a); x.at(-1); navigator.locks.request(a, b)')).toEqual([]);
  expect(inStyles('a:has(b) { color: color-mix(in srgb, red, blue) }')).toEqual([
    'color-mix()',
    ':has',
  ]);
  expect(inStyles('p { text-wrap: balance } a { &:hover { color: red } }')).toContain('nesting');
  expect(inStyles('p { text-wrap: balance }')).toContain('text-wrap');
  expect(inStyles('@starting-style { a { color: red } }')).toContain('@starting-style');
  expect(inStyles('a { height: 100dvh; inset: 0 } dialog::backdrop { color: red }')).toEqual([]);
});
