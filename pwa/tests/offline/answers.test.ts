// What each answer means for something that waits: the one table, whole.
import { expect, test } from 'vitest';
import { verdictOf } from '../../src/offline/answers';
import { Ended, Problem, Unreachable } from '../../src/offline/client';

const later = (everything: boolean) => ({ what: 'retry', everything, after: undefined });
const refuse = (reason: string) => ({ what: 'refuse', reason });

test.each([
  // status, code, verdict
  [400, 'bad_request', refuse('bad_request')],
  [401, 'signed_out', { what: 'signIn' }],
  [401, 'other_account', { what: 'signIn' }],
  [403, 'other_account', { what: 'otherAccount' }],
  [403, 'phone_not_confirmed', { what: 'retry', everything: false, after: 3600 }],
  [403, 'not_yours', refuse('not_yours')],
  [404, 'not_found', refuse('not_found')],
  [405, 'http_405', refuse('http_405')],
  [408, 'http_408', later(false)],
  [409, 'stale_version', refuse('stale_version')],
  [409, 'too_late', refuse('too_late')],
  [410, 'gone', refuse('gone')],
  [413, 'too_large', { what: 'split' }],
  [422, 'not_accepted', refuse('not_accepted')],
  [425, 'http_425', later(false)],
  [429, 'too_many_tries', later(true)],
  [500, 'http_500', later(false)],
  [501, 'http_501', later(false)],
  [502, 'http_502', later(true)],
  [503, 'busy', later(true)],
  [504, 'http_504', later(true)],
  [507, 'http_507', later(false)],
] as const)('%i %s', (status, code, verdict) => {
  expect(verdictOf(new Problem(status, code, ''))).toEqual(verdict);
});

test.each([429, 500, 503])('a %i says for how long, when the server did', (status) => {
  expect(verdictOf(new Problem(status, 'x', '', [], 90))).toMatchObject({ after: 90 });
});

test.each([
  ['no network', new Unreachable(false), true],
  ['no answer in time', new Unreachable(true), true],
  ['the sign-in has ended', new Ended(), true],
  ['the phone’s storage fails', new DOMException('full', 'QuotaExceededError'), true],
  ['the phone’s storage hangs', new Error('the phone’s storage does not answer'), true],
  ['a mistake of ours in one item', new TypeError('undefined is not a function'), false],
])('%s: later, and never final', (_what, problem, everything) => {
  expect(verdictOf(problem)).toEqual({ what: 'retry', everything });
});
