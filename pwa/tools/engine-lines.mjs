// Prints how long the offline engine and the files in which features declare what they send are, beside what stood in their
// place before (decision 14): seven modules with a queue each, and the storage below them. `npm run lines`.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const before = { 'seven modules with their queues': 907, 'storage below them': 545 };
const source = resolve(import.meta.dirname, '../src');
const declares = /\bdeclare(Operation|Document|ListDocument|VersionedDocument)[<(]/;

const filesIn = (folder) =>
  readdirSync(join(source, folder), { recursive: true })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(source, folder, name));
const linesOf = (file) => readFileSync(file, 'utf8').split('\n').length - 1;
const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);

function print(what, lines, note = '') {
  process.stdout.write(`${`${what.padEnd(44)} ${String(lines).padStart(6)}  ${note}`.trimEnd()}\n`);
}

const engine = filesIn('offline');
const features = filesIn('features').filter((file) => declares.test(readFileSync(file, 'utf8')));
const engineLines = sum(engine.map(linesOf));
const featureLines = sum(features.map(linesOf));

for (const [what, lines] of Object.entries(before)) print(`before: ${what}`, lines);
print('before: together', sum(Object.values(before)));
print('offline/', engineLines, `${engine.length} files`);
print('feature files that declare', featureLines, `${features.length} files`);
print('together', engineLines + featureLines);
