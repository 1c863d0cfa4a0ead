import { configDefaults, defineConfig } from 'vitest/config';
import { budget } from './tools/budget.ts';
import { downloads, firstHop } from './tools/downloads.ts';
import { target } from './tools/floor.ts';
import { helpPagePlugin } from './tools/help-plugin.ts';
import { serviceWorker } from './tools/sw-plugin.ts';

// A context of its own within a process that goes on costs a test file a quarter of what a process of its own does. These
// load modules a second time, as another tab, or run the build, and want a whole process.
const apart = [
  'tests/frame/downloads.test.ts',
  'tests/frame/help-page.test.ts',
  'tests/offline/tabs.test.ts',
];

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [helpPagePlugin(), firstHop(), serviceWorker('src/sw/index.ts'), budget()],
  build: {
    outDir: '../companion/static/pwa',
    emptyOutDir: true,
    target,
    cssTarget: target,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkImportMap: true,
    rolldownOptions: {
      output: {
        entryFileNames: 'assets/app-[hash].js',
        chunkFileNames: 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [{ name: downloads(), debugName: 'features' }],
        },
      },
    },
  },
  // The crisis lines are one list for the plain page, the app and the server, and so are the design tokens.
  server: {
    fs: { allow: ['.', '../companion/starter', '../companion/static/tokens.css'] },
    proxy: { '/api': 'http://127.0.0.1:8000' },
  },
  test: {
    environment: 'happy-dom',
    setupFiles: ['tests/setup.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'phone',
          pool: 'vmThreads',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: [...configDefaults.exclude, ...apart],
        },
      },
      { extends: true, test: { name: 'apart', pool: 'forks', include: apart } },
    ],
  },
});
