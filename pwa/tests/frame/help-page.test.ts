// The plain help page: every reviewed line in both languages, nothing that needs a script, and a list that goes stale.
import { readFileSync } from 'node:fs';
import { build, type Plugin } from 'vite';
import { expect, test } from 'vitest';
import { type CrisisLines, daysSinceReview, helpPage, reviewedFor } from '../../tools/help-page.ts';
import { helpPagePlugin, linesFile } from '../../tools/help-plugin.ts';

const lines = JSON.parse(readFileSync(linesFile, 'utf8')) as CrisisLines;
const page = new DOMParser().parseFromString(
  helpPage(lines, '').replace(/<link[^>]*>/, ''),
  'text/html',
);
const links = (tongue: string) =>
  [...page.querySelectorAll(`#${tongue} a`)].map((a) => a.getAttribute('href'));

test.each([
  ['en', '', 'HOME'],
  ['es', '?&body=AYUDA', 'AYUDA'],
])('in %s every line can be reached with one tap, in order', (tongue, to988, to741741) => {
  expect(links(tongue).filter((href) => /^(tel|sms):/.test(href ?? ''))).toEqual([
    // First of all the three that must be in sight.
    'tel:988',
    `sms:988${to988}`,
    'tel:911',
    'tel:988',
    `sms:988${to988}`,
    `sms:741741?&body=${to741741}`,
    'sms:838255',
    'tel:1-800-662-4357',
    'tel:911',
  ]);
});

test('it runs nothing, asks nobody, and styles nothing inside', () => {
  const html = helpPage(lines, '/assets/help.css');
  expect(html).not.toMatch(/<script|style=|<style|https?:|\son\w+=/i);
});

test('it leaves room for the program’s own phone in both languages', () => {
  expect(helpPage(lines, '/x.css').match(/<!-- program-phone -->/g)).toHaveLength(2);
});

test('words in the list cannot become markup', () => {
  const odd = structuredClone(lines);
  if (odd.lines[0]) odd.lines[0].title.en = '<img src=x onerror="x">';
  expect(helpPage(odd, '/x.css')).toContain('&lt;img src=x onerror=&quot;x&quot;&gt;');
});

test('a review holds for ninety days and not one more', () => {
  const age = (day: string) => daysSinceReview('2026-11-22', new Date(`${day}T12:00:00Z`));
  expect(age('2027-02-20')).toBe(reviewedFor);
  expect(age('2027-02-21')).toBeGreaterThan(reviewedFor);
  expect(daysSinceReview('soon', new Date())).toBeNaN();
});

/** The help page as a real build writes it; what the build has to say goes to `said`. */
async function built(plugin: Plugin, said: string[]): Promise<string> {
  const entry: Plugin = {
    name: 'entry',
    resolveId: (id) => (id === 'entry' ? id : null),
    load: (id) => (id === 'entry' ? 'export {}' : null),
  };
  const made = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [entry, plugin],
    build: {
      write: false,
      rolldownOptions: { input: 'entry', onLog: (_, log) => said.push(log.message) },
    },
  });
  const files = [made].flat().flatMap((one) => ('output' in one ? one.output : []));
  const page = files.find((file) => file.fileName === 'help.html');
  return page?.type === 'asset' ? String(page.source) : '';
}

test.each([
  ['2027-02-20', 0],
  ['2027-02-21', 1],
  ['2028-02-29', 1],
])(
  'on %s the page is built, with as many as %d lines about an old review',
  async (day, mentions) => {
    const said: string[] = [];
    const now = new Date(`${day}T12:00:00Z`);
    const page = await built(
      helpPagePlugin(now, () => ({ ...lines, reviewed_on: '2026-11-22' })),
      said,
    );
    expect(page).toContain('tel:988');
    expect(said).toHaveLength(mentions);
    for (const line of said) expect(line).toMatch(/2026-11-22.*crisis_lines\.json/);
  },
);
