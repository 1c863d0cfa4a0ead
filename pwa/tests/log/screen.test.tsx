// The log on screen: a few taps, nothing required, and help before anything else after a hard entry.
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import CheckInScreen from '../../src/features/checkins/check-in';
import { log, readLog } from '../../src/features/checkins/state';
import { closeDatabase } from '../../src/offline/database';
import { forgetKeys } from '../../src/offline/encryption';
import { session } from '../../src/offline/session';
import { announcement } from '../../src/ui/announce';
import { restart, signIn } from '../phone';
import { mia, offline, serve } from './helpers';

let root: HTMLElement;

beforeEach(async () => {
  await signIn(mia);
  announcement.value = null;
  serve(...Array.from({ length: 20 }, () => offline));
  root = document.body.appendChild(document.createElement('div'));
});
afterEach(() => {
  render(null, root);
  root.remove();
  vi.unstubAllGlobals();
});

async function open(hidesCraving = false) {
  await session.peek().cache.write('schedule', { enrollment: { hides_craving: hidesCraving } });
  await act(() => render(<CheckInScreen params={{}} query={new URLSearchParams()} />, root));
  await vi.waitFor(() => expect(root.querySelector('form')).not.toBeNull());
}

const legends = () => [...root.querySelectorAll('legend')].map((one) => one.textContent);
const pick = (legend: string, value: number) =>
  act(() => {
    const group = [...root.querySelectorAll('fieldset')].find((one) =>
      one.textContent?.startsWith(legend),
    );
    group?.querySelector<HTMLInputElement>(`input[value="${value}"]`)?.click();
  });
const save = () => act(() => root.querySelector<HTMLButtonElement>('[type=submit]')?.click());

test('three questions and Save: four taps keep an entry without a network', async () => {
  await open();
  await pick('Mood', 4);
  await pick('Urge', 2);
  await pick('Stress', 0);
  await save();
  await vi.waitFor(() => expect(root.querySelector('h1')?.textContent).toBe('Saved'));
  expect(root.textContent).toMatch(/On this phone|Sending/);
  await restart();
  await readLog();
  expect(log.value.map((one) => one.entry)).toMatchObject([
    { mood: 4, craving: 2, stress: 0, revision: 1 },
  ]);
});

test.each([
  ['Mood', 1, 'That sounds really hard.', 'You don’t have to get through it alone.'],
  ['Urge', 7, 'That’s a strong urge.', 'You don’t have to act on it right now.'],
])(
  'after a hard %s come three ways on and 988, with no network',
  async (question, value, title, detail) => {
    await open();
    await pick(question, value);
    await save();
    await vi.waitFor(() => expect(root.querySelector('h1')?.textContent).toBe(title));
    expect(root.textContent).toContain(detail);
    const ways = [...root.querySelectorAll('.card a')].map((a) => a.getAttribute('href'));
    expect(ways).toEqual(['/urge', '/help', '/plan', 'tel:988', 'sms:988']);
  },
);

test('help comes at once even when neither phone nor network can keep the entry', async () => {
  await open();
  await pick('Mood', 1);
  vi.stubGlobal('indexedDB', {
    open: () => {
      throw new DOMException('no', 'SecurityError');
    },
  });
  await closeDatabase();
  forgetKeys();
  await save();
  await vi.waitFor(() => expect(root.textContent).toContain('Not saved yet'));
  const ways = [...root.querySelectorAll('.check-in > .card a')].map((a) => a.getAttribute('href'));
  expect(ways).toEqual(['/urge', '/help', '/plan', 'tel:988', 'sms:988']);
  expect(root.querySelector<HTMLInputElement>('input[value="1"]')?.checked).toBe(true);
});

test('somebody without a substance goal sees no word about urges', async () => {
  await open(true);
  expect(legends()).toContain('Mood');
  expect(root.textContent).not.toMatch(/urge|craving/i);
});

test('saving nothing is answered kindly and keeps nothing', async () => {
  await open();
  await save();
  expect(announcement.value?.text).toBe('Choose at least one thing to save.');
  await readLog();
  expect(log.value).toEqual([]);
});

test('a half-made entry is there again after a reload', async () => {
  await open();
  await pick('Mood', 2);
  render(null, root);
  await open();
  await vi.waitFor(() =>
    expect(root.querySelector<HTMLInputElement>('input[value="2"]')?.checked).toBe(true),
  );
  expect(root.textContent).toContain('What you started is still here.');
});
