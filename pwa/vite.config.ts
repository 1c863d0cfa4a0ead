import { defineConfig } from 'vitest/config';
import { serviceWorker } from './tools/sw-plugin.ts';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [serviceWorker('src/sw/index.ts')],
  build: {
    outDir: '../companion/static/pwa',
    emptyOutDir: true,
    target: 'es2022',
    cssTarget: ['chrome105', 'safari16.4', 'firefox115'],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8000' } },
  test: {
    environment: 'happy-dom',
    include: ['tests/**/*.test.{ts,tsx}'],
    setupFiles: ['tests/setup.ts'],
  },
});
