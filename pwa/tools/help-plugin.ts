// Writes the plain help page, in both languages, from the reviewed list of crisis lines. It needs no JavaScript.
// A list that nobody has reviewed for 90 days is mentioned, and built: old numbers are better than none, and a clone
// builds on any day. `make release-check` is what stops a release.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';
import { type CrisisLines, daysSinceReview, helpPage, reviewedFor } from './help-page.ts';

export const linesFile = resolve(import.meta.dirname, '../../companion/starter/crisis_lines.json');
const styles = ['../companion/static/tokens.css', 'src/features/help/help-page.css'].map((name) =>
  resolve(import.meta.dirname, '..', name),
);

const reviewed = () => JSON.parse(readFileSync(linesFile, 'utf8')) as CrisisLines;

export function helpPagePlugin(now = new Date(), read = reviewed): Plugin {
  return {
    name: 'companion:help-page',
    apply: 'build',
    generateBundle() {
      const lines = read();
      const age = daysSinceReview(lines.reviewed_on, now);
      if (Number.isNaN(age))
        this.error(
          `reviewed_on in ${linesFile} is ${lines.reviewed_on}: write a day, such as 2026-11-22.`,
        );
      if (age > reviewedFor)
        this.warn(
          `The crisis lines were last reviewed on ${lines.reviewed_on}, ${age} days ago. ` +
            `Call or text each number in ${linesFile}, then set reviewed_on in that file to today's date.`,
        );
      const style = this.emitFile({
        type: 'asset',
        name: 'help-page.css',
        source: styles.map((file) => readFileSync(file, 'utf8')).join('\n'),
      });
      this.emitFile({
        type: 'asset',
        fileName: 'help.html',
        source: helpPage(lines, `/${this.getFileName(style)}`),
      });
    },
  };
}
