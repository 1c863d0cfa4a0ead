// Which script file a module travels in: one per feature, named after it; `core` for what the first screen needs of the rest,
// `shared` for what only later screens need. Of a feature that Today draws something of, the part Today does not need is a
// second file, so that a first visit loads no screen nobody opened.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { build, type Plugin, type Rolldown } from 'vite';
import { paths } from '../src/lib/paths.ts';
import { target } from './floor.ts';

type OutputChunk = Rolldown.OutputChunk;
type OutputAsset = Rolldown.OutputAsset;

const source = resolve(import.meta.dirname, '../src');
const first = ['main.tsx', 'features/today/today.tsx'].map((file) => resolve(source, file));

const imports = /(?:import|export)\s+(?!type\s)(?:([^'";]*?)from\s*)?'(\.[^']+)'/g;

function find(from: string, to: string): string | null {
  const base = resolve(dirname(from), to);
  const names = [base, `${base}.ts`, `${base}.tsx`, `${base}/index.ts`];
  return names.find((name) => /\.\w+$/.test(name) && existsSync(name)) ?? null;
}

const namesIn = (clause = '') =>
  (/\{([^}]*)\}/.exec(clause)?.[1] ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name && !name.startsWith('type '))
    .map((name) => name.split(' as ')[0] ?? '');

/** Every file of ours that must be there before Today is drawn. Behind a door only what is asked for by name. */
function neededFirst(): Set<string> {
  const seen = new Set<string>();
  const visit = (file: string, asked?: string[]) => {
    if (seen.has(file) && !asked) return;
    seen.add(file);
    if (!/\.tsx?$/.test(file)) return;
    for (const [, clause, to] of readFileSync(file, 'utf8').matchAll(imports)) {
      const names = namesIn(clause);
      const target = find(file, to ?? '');
      if (!target || (clause?.includes('{') && names.length === 0)) continue;
      if (asked && !names.some((name) => asked.includes(name))) continue;
      visit(
        target,
        target.endsWith('/index.ts') && target.includes('/features/') ? names : undefined,
      );
    }
  };
  for (const file of first) visit(file);
  return seen;
}

// Two features are needed in part before the whole: Today asks for absences, and the ten minutes must not wait for the log.
const parts: Record<string, (path: string, early: Set<string>) => boolean> = {
  absences: (path, early) => !early.has(path),
  urge: (path) => /\/(ask|media|own|own-state|state|today-card)\.tsx?$/.test(path),
};

/** Names the file for each module. A module it knows nothing of goes with what every screen needs. */
export function downloads(): (id: string) => string {
  const early = neededFirst();
  return (id) => {
    const path = id.replaceAll('\\', '/').split('?')[0] ?? '';
    const feature = /\/src\/features\/([^/]+)\//.exec(path)?.[1];
    if (feature) return parts[feature]?.(path, early) ? `${feature}-more` : feature;
    const language = /\/src\/i18n\/(en|es)[./]/.exec(path)?.[1];
    if (language) return language;
    if (path.includes('/node_modules/d3-')) return 'insight';
    if (path.endsWith('/crisis_lines.json')) return 'help';
    if (/\/src\/(main\.|app\/.*(?<!\.css)$)|\/index\.html$/.test(path)) return 'app';
    return /\/src\/(?!i18n)/.test(path) && !early.has(path) ? 'shared' : 'core';
  };
}

const screens = resolve(source, 'app/router.ts');

/** Address of each screen → the file it lies in, as the router says. */
function screenFiles(): [address: string, file: string][] {
  const known = Object.entries(paths) as [string, string][];
  const text = readFileSync(screens, 'utf8');
  return known.map(([name, address]) => {
    const [, file] =
      new RegExp(`\\b${name}: \\{\\s*load: \\(\\) => import\\('([^']+)'\\)`).exec(text) ?? [];
    if (!file) throw new Error(`${screens} does not say where ${name} lies`);
    return [address, find(screens, file) ?? file];
  });
}

type Bundle = Record<string, OutputChunk | OutputAsset>;

/** Which files each screen and language needs beside those that every screen needs. */
function needs(bundle: Bundle): { files: string[]; needed: Record<string, number[]> } {
  const chunks = Object.values(bundle).filter((one) => one.type === 'chunk');
  const nameOf = downloads();
  const files: string[] = [];
  const filesOf = (name: string, had = new Set<string>()): Set<string> => {
    const visit = (file: string) => {
      const chunk = bundle[file];
      if (had.has(file) || chunk?.type !== 'chunk') return;
      had.add(file);
      for (const css of chunk.viteMetadata?.importedCss ?? []) had.add(css);
      chunk.imports.forEach(visit);
    };
    visit(chunks.find((chunk) => chunk.name === name)?.fileName ?? '');
    return had;
  };
  const always = filesOf('index');
  const numbers = (name: string) =>
    [...filesOf(name, new Set(always))]
      .filter((file) => !always.has(file))
      .map((file) => {
        const short = file.replace('assets/', '');
        if (!files.includes(short)) files.push(short);
        return files.indexOf(short);
      });
  const of = [['en', 'en'], ['es', 'es'], ...screenFiles().map(([at, file]) => [at, nameOf(file)])];
  const needed = Object.fromEntries(of.map(([key = '', name = '']) => [key, numbers(name)]));
  return { files, needed };
}

/** The script that stands in the page (src/early.ts). */
async function early(root: string, bundle: Bundle): Promise<string> {
  const { files, needed } = needs(bundle);
  const built = await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: { __FILES__: JSON.stringify(files), __NEEDED__: JSON.stringify(needed) },
    build: {
      write: false,
      target,
      rolldownOptions: { input: 'src/early.ts', output: { format: 'iife' } },
    },
  });
  const outputs = [built].flat() as { output: OutputChunk[] }[];
  const code = outputs[0]?.output[0]?.code;
  if (!code) throw new Error('src/early.ts became no script');
  return code.trim();
}

/**
 * Puts the page in the order in which an old phone reads it: the look of it and a way to help first; whatever the browser
 * waits for, or has to ask for, behind what can be drawn already.
 */
function inOrder(page: string, script: string): string {
  const last: string[] = [];
  const without = page.replaceAll(
    /\s*(<link rel="(?:stylesheet|modulepreload)"[^>]*>|<script [^>]*>.*?<\/script>)/gs,
    (_, tag: string) => {
      last.push(tag);
      return '';
    },
  );
  const rank = (tag: string) =>
    ['importmap', 'stylesheet', 'modulepreload', 'src='].findIndex((word) => tag.includes(word));
  last.sort((a, b) => rank(a) - rank(b));
  last.splice(1, 0, `<script>${script}</script>`);
  return without.replace('</body>', () => `  ${last.join('\n    ')}\n  </body>`);
}

/** Puts into the page what lets a first screen arrive in one hop. */
export function firstHop(): Plugin {
  let root = '';
  return {
    name: 'companion:first-hop',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      root = config.root;
    },
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const page = bundle['index.html'];
        if (page?.type !== 'asset') throw new Error('the build made no page');
        page.source = inOrder(String(page.source), await early(root, bundle));
      },
    },
    writeBundle({ dir = '' }) {
      rmSync(join(dir, 'importmap.json')); // it stands in the page
    },
  };
}
