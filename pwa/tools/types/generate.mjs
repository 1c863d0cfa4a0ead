// Writes src/lib/api-types.ts from the server's OpenAPI document, or with --check says whether it still fits.
// The document comes from a file named on the command line, else from the companion command of this checkout.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';

const root = resolve(import.meta.dirname, '../../..');
const target = resolve(import.meta.dirname, '../../src/lib/api-types.ts');
const [check, file] = [
  process.argv.includes('--check'),
  process.argv.slice(2).find((word) => !word.startsWith('--')),
];

function fromCommand() {
  const own = resolve(root, '.venv/bin/python');
  const python = existsSync(own) ? own : (process.env.PYTHON ?? 'python3');
  return execFileSync(python, ['-m', 'companion.cli', 'openapi'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 32 * 1024 * 1024,
  });
}

const text = file ? readFileSync(file, 'utf8') : fromCommand();
const head =
  '// @generated from the OpenAPI document by `npm run types`. Change the server, not this file.\n\n';
const wanted = head + astToString(await openapiTS(JSON.parse(text), { alphabetize: true }));

if (!check) writeFileSync(target, wanted);
else if (!existsSync(target) || readFileSync(target, 'utf8') !== wanted) {
  process.stderr.write(
    'src/lib/api-types.ts does not fit the server any more: run `npm run types`.\n',
  );
  process.exitCode = 1;
}
