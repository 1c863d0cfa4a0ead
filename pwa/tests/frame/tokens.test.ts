// Colours: both dark sets are one, and every pair of ink and ground is legible (WCAG AA) in light and dark.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const css = readFileSync(
  resolve(import.meta.dirname, '../../../companion/static/tokens.css'),
  'utf8',
);

function tokens(selector: string): Record<string, string> {
  const body = css.slice(css.indexOf(selector)).match(/\{([^{}]*)\}/)?.[1] ?? '';
  return Object.fromEntries([...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map((m) => [m[1], m[2]]));
}

const light = tokens(':root {');
const bySystem = tokens(':root:not([data-theme="light"])');
const bySwitch = tokens(':root[data-theme="dark"]');

function luminance(hex: string): number {
  const parts = [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16) / 255);
  const [r = 0, g = 0, b = 0] = parts.map((c) =>
    c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, bright = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dark + 0.05);
}

const texts: [string, string][] = [
  ['ink', 'paper'],
  ['ink', 'card'],
  ['ink-2', 'paper'],
  ['ink-2', 'card'],
  ['accent', 'paper'],
  ['accent', 'card'],
  ['accent', 'accent-soft'],
  ['accent-ink', 'accent'],
  ['accent-ink', 'ghost'],
  ['on-accent-text', 'on-accent'],
  ['warm', 'warm-soft'],
  ['warm', 'card'],
  ['warm', 'paper'],
  ['dusk', 'dusk-soft'],
  ['moss', 'moss-soft'],
  ['alert', 'card'],
  ['alert', 'paper'],
];

test('the dark set of the phone and the dark set of the switch are the same', () => {
  expect(Object.keys(bySystem).length).toBeGreaterThan(15);
  expect(bySwitch).toEqual(bySystem);
});

describe.each([
  ['light', light],
  ['dark', { ...light, ...bySystem }],
])('in %s', (_name, set) => {
  test.each(texts)('%s can be read on %s', (ink, ground) => {
    expect(contrast(set[ink] ?? '', set[ground] ?? '')).toBeGreaterThanOrEqual(4.5);
  });
  test('the edge of a field can be seen', () => {
    expect(contrast(set.edge ?? '', set.card ?? '')).toBeGreaterThanOrEqual(3);
  });
});

test('the measure itself knows black on white and grey on grey', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#888888')).toBeLessThan(4.5);
});
