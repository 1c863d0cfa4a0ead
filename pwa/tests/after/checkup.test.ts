// "How are things?" answered on a phone that may have no signal.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { answerCheckup, given } from '../../src/features/aftercare/checkup-answers';
import { outboxOf } from '../../src/offline/outbox';
import { session } from '../../src/offline/session';
import { mia, refuseStorage, restart, signIn, unsent } from '../phone';

let sent: { url: string; body: Record<string, unknown> }[];
let status: number | null;

beforeEach(async () => {
  sent = [];
  status = 201;
  vi.stubGlobal(
    'fetch',
    vi.fn(async (url: string, how: RequestInit) => {
      if (status === null) throw new TypeError('no network');
      sent.push({ url, body: JSON.parse(how.body as string) });
      return Response.json({ team_is_there: false }, { status });
    }),
  );
  await signIn(mia);
});

afterEach(() => vi.unstubAllGlobals());

const sendAnswers = () => outboxOf(session.peek()).send();
const states = () => given.value.map((one) => one.state);

test('an answer is sent under its own id with the check-up it is for', async () => {
  await answerCheckup('okay', '2026-03-10');
  await sendAnswers();
  expect(states()).toEqual(['saved']);
  expect(sent).toHaveLength(1);
  expect(sent[0]?.url).toMatch(/^\/api\/v1\/checkups\/[0-9a-f-]{36}$/);
  expect(sent[0]?.body).toMatchObject({ answer: 'okay', due_on: '2026-03-10' });
});

test('without a signal it says that it is only on this phone, and keeps it when the app is closed', async () => {
  status = null;
  await answerCheckup('call', null);
  await sendAnswers();
  expect(states()).toEqual(['onPhone']);
  await restart();
  await outboxOf(session.peek()).open();
  expect(states()).toEqual(['onPhone']);
  expect(await unsent()).toBe(1);
});

test('what waited travels once, in order, with the moment of the tap', async () => {
  status = null;
  await answerCheckup('okay', '2026-03-10');
  await answerCheckup('call', null);
  await sendAnswers();
  const tapped = given.value.map((one) => one.answered_at);
  status = 201;
  await sendAnswers();
  await sendAnswers();
  expect(sent.map(({ body }) => [body.answer, body.answered_at])).toEqual([
    ['okay', tapped[0]],
    ['call', tapped[1]],
  ]);
  expect(await unsent()).toBe(0);
});

test.each([401, 429, 503])('after a %i the answer stays', async (code) => {
  status = code;
  await answerCheckup('call', null);
  await sendAnswers();
  expect(states()).toEqual(['onPhone']);
  expect(await unsent()).toBe(1);
});

test('an answer the server does not take is shown as such and does not block the next', async () => {
  status = 422;
  await answerCheckup('call', null);
  await sendAnswers();
  expect(states()).toEqual(['refused']);
  status = 201;
  await answerCheckup('okay', null);
  await sendAnswers();
  expect(states()).toEqual(['refused', 'saved']);
});

test('a phone that cannot keep the answer says so', async () => {
  await refuseStorage();
  await expect(answerCheckup('call', null)).rejects.toThrow();
  expect(given.value).toEqual([]);
});
