// Numbers and addresses in lines people typed: what can be tapped, and what only looks like it.

import { expect, test } from 'vitest';
import { piecesOf } from '../../src/lib/links.ts';

const linked = (line: string) =>
  piecesOf(line).flatMap(({ text, href }) => (href ? [[text, href]] : []));

test.each([
  ['Call Rosa 212-555-0147', '212-555-0147', 'tel:2125550147'],
  ['Rosa (212) 555-0147.', '(212) 555-0147', 'tel:2125550147'],
  ['Rosa: +1 212 555 0147, evenings', '+1 212 555 0147', 'tel:+12125550147'],
  ['1-800-662-4357 finds treatment', '1-800-662-4357', 'tel:18006624357'],
  ['2125550147', '2125550147', 'tel:2125550147'],
  ['Mamá 55 1234 5678', '55 1234 5678', 'tel:5512345678'],
  ['Desk 212-555-0147 ext. 12', '212-555-0147 ext. 12', 'tel:2125550147,,12'],
  ['Lou 555-0147', '555-0147', 'tel:5550147'],
  ['988', '988', 'tel:988'],
  ['Call 988 first', '988', 'tel:988'],
  ['Llama al 911', '911', 'tel:911'],
  ['https://example.org/a?b=1.', 'https://example.org/a?b=1', 'https://example.org/a?b=1'],
  ['www.example.org, Tuesdays', 'www.example.org', 'https://www.example.org'],
  ['See aa.org/meetings', 'aa.org/meetings', 'https://aa.org/meetings'],
  ['(na.org)', 'na.org', 'https://na.org'],
  ['lou@example.org', 'lou@example.org', 'mailto:lou@example.org'],
])('%s', (line, text, href) => {
  expect(linked(line)).toEqual([[text, href]]);
});

test.each([
  'Thursdays at 5 with Priya, Mill Street',
  'Since 2026-11-30, 12/10/2026 or 11-30-2026',
  'Room 988, 3:30-6:45, 27 of 30 days, $1,200.50',
  'Order 4111-1111-1111-1111',
  'Mr.Brown and so on.then',
  'a walk...come home',
])('%s has nothing to tap', (line) => {
  expect(linked(line)).toEqual([]);
});

test('nothing of a line is lost', () => {
  const line = 'Rosa 212-555-0147 or aa.org; else 988, text lou@example.org';
  expect(
    piecesOf(line)
      .map((one) => one.text)
      .join(''),
  ).toBe(line);
  expect(linked(line).length).toBe(3);
});
