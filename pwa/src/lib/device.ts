// What can be said about this phone without asking it much.

const agent = () => navigator.userAgent;

/** An iPhone or iPad, also one that says it is a Mac. */
export function isApple(): boolean {
  return /iPhone|iPad|iPod/.test(agent()) || (/Mac/.test(agent()) && navigator.maxTouchPoints > 1);
}

/** Opened from the home screen rather than in a browser's tab. */
export function isInstalled(): boolean {
  const old = (navigator as { standalone?: boolean }).standalone === true;
  return old || matchMedia('(display-mode: standalone)').matches;
}

/** A short name for lists of one's own devices, for example "iPhone" or "Android". */
export function deviceName(): string {
  const known = ['iPhone', 'iPad', 'Android', 'Windows', 'Mac', 'Linux'];
  return known.find((name) => agent().includes(name)) ?? 'Phone';
}
