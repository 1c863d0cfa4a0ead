// Writes the plain help page, in both languages, from the reviewed list of crisis lines. It needs no JavaScript.
// A list that nobody has looked at for 90 days stops the build: a wrong number here is worse than a late release.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';
import { type CrisisLines, daysSinceReview, helpPage, reviewedFor } from './help-page.ts';

export const linesFile = resolve(import.meta.dirname, '../../companion/starter/crisis_lines.json');
const styles = ['styles/tokens.css', 'features/help/help-page.css'].map((name) =>
  resolve(import.meta.dirname, '../src', name),
);

export function helpPagePlugin(now = new Date()): Plugin {
  return {
    name: 'companion:help-page',
    apply: 'build',
    generateBundle() {
      const lines = JSON.parse(readFileSync(linesFile, 'utf8')) as CrisisLines;
      const age = daysSinceReview(lines.reviewed_on, now);
      if (!(age <= reviewedFor))
        this.error(
          `companion/starter/crisis_lines.json was reviewed on ${lines.reviewed_on}, more than ${reviewedFor} days ago: ` +
            'check every number with its owner, then set reviewed_on to today.',
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
