// What a first visit may weigh, compressed. Printed after every build; a build that weighs more does not pass.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin, ResolvedConfig } from 'vite';

const kilobyte = 1024;
export const limits = {
  'HTML and CSS': 14 * kilobyte,
  'JavaScript to the first screen': 36 * kilobyte,
  'everything of a first load': 75 * kilobyte,
  'service worker': 3 * kilobyte,
};
/** Script files: one per feature and a few that features share. */
const mostFiles = 30;
export type Weights = Record<keyof typeof limits, number>;

/** One sentence per budget that is exceeded. */
export function overweight(weights: Weights): string[] {
  return (Object.keys(limits) as (keyof Weights)[])
    .filter((name) => weights[name] > limits[name])
    .map((name) => `${name}: ${weights[name]} bytes compressed, allowed ${limits[name]}`);
}

const weigh = (content: string | Uint8Array) => gzipSync(content, { level: 9 }).length;

interface Chunk {
  type: 'chunk';
  code: string;
  imports: string[];
  name: string;
  isEntry: boolean;
  viteMetadata?: { importedCss: Set<string> };
}
type Bundle = Record<string, Chunk | { type: 'asset'; source: string | Uint8Array }>;

/** The files a chunk needs before it can run, itself included. */
function closure(bundle: Bundle, start: string[]): Set<string> {
  const files = new Set<string>();
  const visit = (file: string) => {
    const found = bundle[file];
    if (files.has(file) || found?.type !== 'chunk') return;
    files.add(file);
    for (const css of found.viteMetadata?.importedCss ?? []) files.add(css);
    found.imports.forEach(visit);
  };
  start.forEach(visit);
  return files;
}

// The app itself, one language, and the screen a signed-in person sees first.
const first = (chunk: Chunk): boolean => chunk.isEntry || ['today', 'es'].includes(chunk.name);

export function firstLoad(bundle: Bundle, html: string): Omit<Weights, 'service worker'> {
  const starts = Object.entries(bundle).flatMap(([file, part]) =>
    part.type === 'chunk' && first(part) ? [file] : [],
  );
  let css = weigh(html);
  let js = 0;
  for (const file of closure(bundle, starts)) {
    const part = bundle[file];
    if (part?.type === 'chunk') js += weigh(part.code);
    else if (part) css += weigh(part.source);
  }
  return {
    'HTML and CSS': css,
    'JavaScript to the first screen': js,
    'everything of a first load': css + js,
  };
}

export function budget(): Plugin {
  let config: ResolvedConfig;
  let loaded: Omit<Weights, 'service worker'>;
  let files = 0;
  return {
    name: 'companion:budget',
    apply: 'build',
    enforce: 'post',
    configResolved(resolved) {
      config = resolved;
    },
    writeBundle(_options, bundle) {
      const html = bundle['index.html'];
      const page = html?.type === 'asset' ? String(html.source) : '';
      loaded = firstLoad(bundle as unknown as Bundle, page);
      files = Object.values(bundle).filter((part) => part.type === 'chunk').length;
    },
    closeBundle: {
      sequential: true,
      order: 'post',
      handler() {
        const outDir = resolve(config.root, config.build.outDir);
        const worker = weigh(readFileSync(join(outDir, 'sw.js')));
        const weights: Weights = { ...loaded, 'service worker': worker };
        for (const name of Object.keys(limits) as (keyof Weights)[])
          config.logger.info(`${name}: ${weights[name]} of ${limits[name]} bytes`);
        config.logger.info(`script files: ${files} of ${mostFiles}`);
        const tooMuch = overweight(weights);
        if (files > mostFiles) tooMuch.push(`${files} script files, allowed ${mostFiles}`);
        if (tooMuch.length > 0)
          throw new Error(`Too heavy for a first visit:\n${tooMuch.join('\n')}`);
      },
    },
  };
}
