// When the server asks for fresh proof, it is shown, by the phone itself where nothing else can be asked for, and what was asked
// for is done; whoever would rather not is told that nothing changed.
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { prove } from '../../src/features/account/proof';
import { activate } from '../../src/features/account/state';
import type { Me } from '../../src/offline/account-api';
import { sayProblem } from '../../src/offline/problem-text';
import { beginSession, session, whenProofIsNeeded } from '../../src/offline/session';
import { accept, signOutHere } from '../../src/offline/sign-in';
import { makeMe, mia } from '../phone';

const answer = (status: number, body: unknown = {}) =>
  new Response(status === 204 ? null : JSON.stringify(body), { status });

/** A server that wants proof before it makes a card, and knows one secret of a phone and one passphrase. */
function server(secret: string) {
  const asked: string[] = [];
  let proved = false;
  const fetch = async (address: string | URL | Request, init?: RequestInit) => {
    const path = String(address).replace('/api/v1', '');
    const body = init?.body ? (JSON.parse(String(init.body)) as Record<string, unknown>) : {};
    asked.push(`${init?.method} ${path}`);
    if (path === '/activate') return answer(201, { ...here, phone_secret: secret });
    if (path === '/me') return answer(200, here);
    if (path === '/me/proof') {
      proved = body.phone_secret === secret || body.passphrase === 'right words';
      return proved ? answer(200, { phone_secret: null }) : answer(422, { code: 'not_confirmed' });
    }
    return proved ? answer(201, { code: 'AAAAA' }) : answer(403, { code: 'proof_needed' });
  };
  vi.stubGlobal('fetch', vi.fn(fetch));
  return asked;
}

let here: Me;

beforeEach(() => {
  signOutHere('');
  beginSession(null);
  here = makeMe(mia, { has_passphrase: false, phone_proves: true, server_epoch: 'e1' });
  whenProofIsNeeded(prove);
});
afterEach(() => {
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

const makeCard = () => session.peek().post<{ code: string }>('/me/recovery-card');
const dialog = () => document.querySelector('dialog');
/** Types it into the open sheet and sends it. */
async function enter(passphrase: string) {
  const field = document.querySelector('dialog input') as HTMLInputElement;
  await act(() => {
    field.value = passphrase;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await act(() => {
    document.querySelector('dialog form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  });
}

test('a phone that a code opened answers for itself, and nothing is asked', async () => {
  const asked = server('s3cret');
  await activate('AAAAA-AAAAA');
  expect(await session.peek().cache.read('me')).not.toHaveProperty('phone_secret');
  expect((await makeCard()).code).toBe('AAAAA');
  expect(dialog()).toBeNull();
  expect(asked.slice(-3)).toEqual([
    'POST /me/recovery-card',
    'POST /me/proof',
    'POST /me/recovery-card',
  ]);
});

test('whoever has a passphrase is asked for it, a wrong one again, and what was asked for is done', async () => {
  const asked = server('s3cret');
  here = { ...here, phone_proves: false, has_passphrase: true };
  await accept(here);
  const card = makeCard();
  await vi.waitFor(() => expect(dialog()).not.toBeNull());
  await enter('wrong words');
  await vi.waitFor(() => expect(document.querySelector('dialog .field-problem')).not.toBeNull());
  await enter('right words');
  expect((await card).code).toBe('AAAAA');
  expect(dialog()).toBeNull();
  expect(asked.filter((one) => one === 'POST /me/recovery-card')).toHaveLength(2);
});

test('whoever closes the sheet reads that nothing has changed', async () => {
  server('s3cret');
  here = { ...here, phone_proves: false, has_passphrase: true };
  await accept(here);
  const card = makeCard().catch((problem: unknown) => sayProblem(problem));
  await vi.waitFor(() => expect(dialog()).not.toBeNull());
  (document.querySelector('dialog .icon-button') as HTMLButtonElement).click();
  expect(await card).toBe('Stopped. Nothing has changed.');
  expect(dialog()).toBeNull();
});

test('two that wait are asked once', async () => {
  server('s3cret');
  here = { ...here, phone_proves: false, has_passphrase: true };
  await accept(here);
  const both = Promise.all([makeCard(), makeCard()]);
  await vi.waitFor(() => expect(dialog()).not.toBeNull());
  await enter('right words');
  await both;
  expect(document.querySelectorAll('dialog')).toHaveLength(0);
});

test('somebody with neither passphrase nor screen lock, on a phone without a secret, is asked for a code', async () => {
  server('s3cret');
  await accept(here);
  const card = makeCard().catch(() => 'stopped');
  await vi.waitFor(() => expect(dialog()?.textContent).toContain('A code from your program'));
  beginSession(null); // signed out meanwhile: the sheet goes with it
  expect(await card).toBe('stopped');
  expect(dialog()).toBeNull();
});
