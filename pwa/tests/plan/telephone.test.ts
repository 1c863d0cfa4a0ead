// Numbers as people write and paste them, with the examples that the server is tested with.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { writtenNumber } from '../../src/features/safety/telephone';
import { callAddress, textAddress } from '../../src/lib/dial';

interface Example {
  written: string;
  kept: string | null;
  dialed: string | null;
}

const examples = JSON.parse(
  readFileSync('../tests/outside/telephone_numbers.json', 'utf8'),
) as Example[];

test.each(examples)(
  '$written is kept in one form and can be dialed',
  ({ written, kept, dialed }) => {
    expect(writtenNumber(written)).toBe(kept);
    if (kept === null) return;
    expect(writtenNumber(kept)).toBe(kept);
    expect(callAddress(kept)).toBe(`tel:${dialed}`);
  },
);

test('a text message goes to the number without its extension', () => {
  expect(textAddress('555-010-0100 ext. 12')).toBe('sms:5550100100');
});
