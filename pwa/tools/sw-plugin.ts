// Builds src/sw as one classic worker after the app, and hands it the list of files to keep and a hash over them.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { build, type Plugin, type ResolvedConfig } from 'vite';
import { target } from './floor.ts';

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

// The shell is asked for by the address people use; maps and icons for other systems are not worth the data.
function address(file: string): string | null {
  if (file === 'index.html') return '/index.html';
  if (file === 'help.html' || file.startsWith('assets/'))
    return file.endsWith('.map') ? null : `/${file}`;
  return file === 'icons/icon-192.png' || file === 'icons/badge-96.png' ? `/${file}` : null;
}

export function serviceWorker(entry: string): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'companion:service-worker',
    apply: 'build',
    enforce: 'post',
    configResolved(resolved) {
      config = resolved;
    },
    closeBundle: {
      sequential: true,
      async handler() {
        const outDir = resolve(config.root, config.build.outDir);
        const kept = filesBelow(outDir).filter((file) => address(file) !== null);
        const hash = createHash('sha256');
        for (const file of kept) hash.update(file).update(readFileSync(join(outDir, file)));
        await build({
          root: config.root,
          configFile: false,
          publicDir: false,
          logLevel: 'warn',
          define: {
            __PRECACHE__: JSON.stringify(kept.map(address)),
            __BUILD_ID__: JSON.stringify(hash.digest('hex').slice(0, 16)),
          },
          build: {
            outDir,
            emptyOutDir: false,
            target,
            rolldownOptions: { input: entry, output: { format: 'iife', entryFileNames: 'sw.js' } },
          },
        });
      },
    },
  };
}
