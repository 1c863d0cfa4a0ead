// Apart from the ordinary tests: these talk to a real server, which tests/chaos/test_phone_crashes.py starts.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    environment: 'happy-dom',
    include: ['tests/crash/*.crash.ts'],
    setupFiles: ['tests/setup.ts'],
    testTimeout: 1000 * Number(process.env.CRASH_SECONDS ?? 380),
    // A phone without power leaves promises behind that nobody waits for any more.
    onUnhandledError: ({ name = '' }) => !/AbortError|PowerLost/.test(name),
  },
});
