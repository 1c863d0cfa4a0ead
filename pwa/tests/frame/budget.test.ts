// The scales themselves: they count what a first visit loads, and they say no.

import { expect, test } from 'vitest';
import { firstLoad, limits, overweight } from '../../tools/budget.ts';

const chunk = (code: string, more: object = {}) => ({
  type: 'chunk' as const,
  code,
  imports: [] as string[],
  name: 'main',
  isEntry: false,
  ...more,
});
const noise = (length: number) =>
  Array.from({ length }, (_, i) => ((i * 7919) % 9973).toString(36)).join('');

const bundle = {
  'main.js': chunk(noise(2000), { isEntry: true, imports: ['shared.js'] }),
  'shared.js': chunk(noise(1000), { viteMetadata: { importedCss: new Set(['a.css']) } }),
  'today.js': chunk(noise(500), { name: 'today' }),
  'plan.js': chunk(noise(90_000), { name: 'safety' }),
  'a.css': { type: 'asset' as const, source: noise(300) },
};

test('what comes later does not count, what the first screen needs does', () => {
  const weights = firstLoad(bundle, '<html></html>');
  const without = firstLoad({ ...bundle, 'plan.js': chunk('') }, '<html></html>');
  expect(weights).toEqual(without);
  const lighter = firstLoad({ ...bundle, 'shared.js': chunk('') }, '<html></html>');
  expect(lighter['JavaScript to the first screen']).toBeLessThan(
    weights['JavaScript to the first screen'],
  );
  expect(lighter['HTML and CSS']).toBeLessThan(weights['HTML and CSS']);
});

test('a build at its limits passes, one byte more does not', () => {
  expect(overweight(limits)).toEqual([]);
  const heavy = { ...limits, 'service worker': limits['service worker'] + 1 };
  expect(overweight(heavy)).toHaveLength(1);
  expect(overweight(heavy)[0]).toContain('service worker');
});
