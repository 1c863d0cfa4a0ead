// The oldest browsers this app is made for (docs/browsers.md). The build lowers syntax and styles to them;
// tests/floor.test.ts holds what was built to them, built-in objects included.

/** By the names the compatibility data uses. Chrome stands for Android's, too, and Safari for the iPhone's. */
export const floor = {
  chrome: 109,
  chrome_android: 109,
  firefox: 115,
  firefox_android: 115,
  safari: 16.4,
  safari_ios: 16.4,
} as const;

/** The same for the build: scripts, styles and the worker. */
export const target = [`chrome${floor.chrome}`, `firefox${floor.firefox}`, `safari${floor.safari}`];
