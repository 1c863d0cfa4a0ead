// Two copies of a plan become one without losing a word.
import { expect, test } from 'vitest';
import { mergeEntries, mergeLines, sameContent } from '../../src/lib/merge';

test('lines written on either side are all there, mine first', () => {
  expect(mergeLines(['a'], ['a', 'mine'], ['theirs', 'a'])).toEqual(['a', 'mine', 'theirs']);
});

test('a line one side took out is gone when the other left it alone', () => {
  expect(mergeLines(['a', 'b'], ['a'], ['a', 'b'])).toEqual(['a']);
  expect(mergeLines(['a', 'b'], ['a', 'b'], ['b'])).toEqual(['b']);
});

test('a line that both rewrote stays in both versions', () => {
  expect(mergeLines(['walk'], ['walk far'], ['walk the dog'])).toEqual([
    'walk far',
    'walk the dog',
  ]);
});

test('a line that one rewrote and the other took out stays as rewritten', () => {
  expect(mergeLines(['walk'], ['walk far'], [])).toEqual(['walk far']);
});

test('the same change on both sides is made once', () => {
  expect(mergeLines([], ['sing'], ['sing'])).toEqual(['sing']);
});

const sam = { id: '1', name: 'Sam', phone: '1' };
const newId = () => 'new';

test('a person changed on one side only takes that change', () => {
  const moved = { ...sam, phone: '2' };
  expect(mergeEntries([sam], [moved], [sam], newId)).toEqual([moved]);
  expect(mergeEntries([sam], [sam], [moved], newId)).toEqual([moved]);
});

test('a person changed differently on both sides is there twice', () => {
  const mine = { ...sam, phone: '2' };
  const theirs = { ...sam, phone: '3' };
  expect(mergeEntries([sam], [mine], [theirs], newId)).toEqual([mine, { ...theirs, id: 'new' }]);
});

test('a person taken out stays out, unless the other side changed them meanwhile', () => {
  const moved = { ...sam, phone: '2' };
  expect(mergeEntries([sam], [], [sam], newId)).toEqual([]);
  expect(mergeEntries([sam], [sam], [], newId)).toEqual([]);
  expect(mergeEntries([sam], [], [moved], newId)).toEqual([moved]);
  expect(mergeEntries([sam], [moved], [], newId)).toEqual([moved]);
});

test('people added on both sides are all there', () => {
  const kim = { id: '2', name: 'Kim', phone: '2' };
  expect(mergeEntries([], [sam], [kim], newId)).toEqual([sam, kim]);
});

test('content is the same whatever the order of keys, and different when anything is', () => {
  expect(sameContent({ a: [1], b: null }, { b: null, a: [1] })).toBe(true);
  expect(sameContent({ a: [1] }, { a: [1, 2] })).toBe(false);
  expect(sameContent({ a: [1] }, { a: null })).toBe(false);
  expect(sameContent({ a: 1 }, { b: 1 })).toBe(false);
});
