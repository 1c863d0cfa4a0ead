// Small wishes of this device (language, theme, "not now"): kept where a fresh page can read them at once.
// Nothing personal belongs here. A phone that refuses storage simply forgets.

export function preference(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

export function setPreference(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    // Storage is full or forbidden: the wish holds until the page closes.
  }
}
