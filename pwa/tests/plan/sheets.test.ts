// What people type into the plan, before it is kept.
import { expect, test } from 'vitest';
import { linesOf } from '../../src/features/safety/lines-sheet';
import { writtenNumber } from '../../src/features/safety/telephone';
import { callAddress, textAddress } from '../../src/lib/dial';

test('lines are trimmed; empty ones and repetitions are left out', () => {
  expect(linesOf('  walk \n\n swim\nwalk\n')).toEqual(['walk', 'swim']);
  expect(linesOf(' \n ')).toEqual([]);
});

test.each(['911', '+34 600 123 456', '(555) 010-0100'])('%s can be called', (number) => {
  expect(writtenNumber(number)).toBe(number);
});

test.each(['', 'Sam', '12', 'javascript:1', '+('])('%s cannot be called', (number) => {
  expect(writtenNumber(number)).toBeNull();
});

test('addresses hold only what a phone dials', () => {
  expect(callAddress('+1 (555) 010-0199')).toBe('tel:+15550100199');
  expect(textAddress('555.010.0199')).toBe('sms:5550100199');
});
