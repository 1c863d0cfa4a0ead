// What stands on a screen: both languages whole, and none of the words this app never says.
import { expect, test } from 'vitest';
import { en as firstEn } from '../../src/i18n/en';
import { es as firstEs } from '../../src/i18n/es';

type Topics = Record<string, unknown>;
const beside = {
  en: import.meta.glob<{ en: Topics }>('../../src/features/*/messages.en.ts', { eager: true }),
  es: import.meta.glob<{ es: Topics }>('../../src/features/*/messages.es.ts', { eager: true }),
};
const feature = (path: string) => path.split('/').at(-2) ?? '';
const en: Topics = { ...firstEn };
const es: Topics = { ...firstEs };
for (const [path, module] of Object.entries(beside.en)) en[feature(path)] = module.en;
for (const [path, module] of Object.entries(beside.es)) es[feature(path)] = module.es;

/** Every sentence with its place. A sentence with blanks is filled with plain values. */
function sentences(value: unknown, place = ''): [string, string][] {
  if (typeof value === 'string') return [[place, value]];
  if (typeof value === 'function') return [[place, String(value('Ana', 'Ana', 'Ana', 'Ana'))]];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => sentences(inner, `${place}.${key}`));
}

// "a failed save" in code is one thing; on a screen these words judge or frighten.
const never = {
  en: /\b(clean|dirty|addicts?|alcoholics?|abuse[rd]?|failed|failure|streaks?|compliance|non-compliant|should|must|we noticed you|relapsed?)\b/i,
  es: /\b(limpi[oa]s?|suci[oa]s?|adict[oa]s?|alcohólic[oa]s?|abus[oa]r?|fracas\w*|rachas?|cumplimiento|deberías?|debes|recaíste|notamos que)\b/i,
};

const said = { en: sentences(en), es: sentences(es) };

test('Spanish has every sentence that English has, and no other', () => {
  expect(said.es.map(([place]) => place).sort()).toEqual(said.en.map(([place]) => place).sort());
});

test.each(['en', 'es'] as const)(
  'no sentence in %s is empty, shouts, or uses a word that hurts',
  (tongue) => {
    expect(said[tongue].length).toBeGreaterThan(100);
    const bad = said[tongue].filter(
      ([, text]) => text.trim() === '' || /[!¡]/.test(text) || never[tongue].test(text),
    );
    expect(bad).toEqual([]);
  },
);

test('the watch for words would notice one', () => {
  expect(never.en.test('You broke your streak')).toBe(true);
  expect(never.es.test('Perdiste tu racha')).toBe(true);
});
