// Which script file a module travels in: one per feature, named after it; `core` for what the first screen needs of the rest,
// `shared` for what only later screens need. Of a feature that Today draws something of, the part Today does not need is a
// second file, so that a first visit loads no screen nobody opened.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Plugin } from 'vite';

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
  urge: (path) => /\/(ask|state)\.tsx?$/.test(path),
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
    if (/\/src\/(main\.|app\/(?!old-))|\/index\.html$/.test(path)) return 'app';
    return /\/src\/(?!i18n)/.test(path) && !early.has(path) ? 'shared' : 'core';
  };
}

// `data-for` says who needs it; the server leaves in what fits the address and the language that were asked for.
const preloaded: Record<string, string> = {
  today: 'signed-in',
  account: 'signed-out',
  en: 'en',
  es: 'es',
};

/**
 * The stylesheets stand behind what is in the page from the start: a browser draws nothing that follows a stylesheet it waits
 * for. The scripts still wait for them.
 */
function stylesLast(page: string): string {
  const links = page.match(/<link rel="stylesheet"[^>]*>/g) ?? [];
  const without = page.replaceAll(/\s*<link rel="stylesheet"[^>]*>/g, '');
  return without.replace('</body>', `${links.map((link) => `  ${link}\n`).join('')}  </body>`);
}

/** Names in the page what a first screen loads, so that it arrives in one hop. */
export function preloads(): Plugin {
  return {
    name: 'companion:preloads',
    apply: 'build',
    enforce: 'post',
    writeBundle({ dir = '' }) {
      rmSync(join(dir, 'importmap.json')); // it stands in the page
    },
    transformIndexHtml: {
      order: 'post',
      handler(page, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((one) => one.type === 'chunk');
        const needs = (name: string, had = new Set<string>()): Set<string> => {
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
        const always = needs('index');
        const tags = Object.entries(preloaded).flatMap(([name, who]) =>
          [...needs(name, new Set(always))]
            .filter((file) => !always.has(file))
            .map((file) => ({
              tag: 'link',
              attrs: {
                ...(file.endsWith('.css')
                  ? { rel: 'preload', as: 'style' }
                  : { rel: 'modulepreload' }),
                crossorigin: true,
                href: `/${file}`,
                'data-for': who,
              },
              injectTo: 'head' as const,
            })),
        );
        return { html: stylesLast(page), tags };
      },
    },
  };
}
