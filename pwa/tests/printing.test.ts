// What Intl prints is for eyes only: ICU 72 writes 11/29/2026 where ICU 71 and 73 write 2026-11-29. One module prints, one
// reads numbers from the parts; nobody else touches either, so no machine value can come from a printed one.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const src = resolve(import.meta.dirname, '../src');
const named = (file: string) => file.split('/').pop() as string;

/** What is forbidden, and the modules (by name, wherever they lie) that may. */
const rules: [what: string, pattern: RegExp, allowed: string[]][] = [
  ['prints with Intl', /\.format(?:Range)?\(/, ['print.ts']],
  ['prints in the browser’s own way', /\.toLocale(?:Date|Time)?String\(/, []],
  ['reads what the browser prints of a Date', /\.to(?:Date|Time|UTC|GMT)String\(/, []],
  ['makes a formatter', /\bIntl\.(?!DateTimeFormatPart\b)\w+/, ['print.ts', 'dates.ts']],
  ['takes the parts of a format', /\.formatToParts\(/, ['print.ts', 'dates.ts']],
];

function breaches(file: string, text: string): string[] {
  return rules
    .filter(([, pattern, allowed]) => pattern.test(text) && !allowed.includes(named(file)))
    .map(([what]) => `${file} ${what}`);
}

test('only one module prints, and only its neighbour makes numbers of what Intl knows', () => {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /\.tsx?$/.test(name));
  expect(files.filter((name) => ['print.ts', 'dates.ts'].includes(named(name)))).toHaveLength(2);
  expect(files.flatMap((name) => breaches(name, readFileSync(join(src, name), 'utf8')))).toEqual(
    [],
  );
});

test('dates.ts reads parts and prints nothing', () => {
  expect(breaches('lib/dates.ts', "new Intl.DateTimeFormat('en-CA').format(at)")).toHaveLength(1);
  expect(breaches('lib/dates.ts', 'clock.formatToParts(at)')).toEqual([]);
});

test('the rule itself refuses what went wrong before', () => {
  for (const wrong of [
    "new Intl.DateTimeFormat('en-CA', { timeZone }).format(at)",
    'value.toLocaleString()',
    "at.toLocaleDateString('en-CA')",
    "at.toLocaleTimeString('en-GB').split(':')",
    'at.toDateString()',
    'Intl.DateTimeFormat().resolvedOptions().timeZone',
  ])
    expect(breaches('screens/today.tsx', wrong), wrong).not.toEqual([]);
});
