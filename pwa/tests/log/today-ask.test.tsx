// The question on Today: one tap saves, without a network too; the rest unfolds; a very low mood gets help at once.
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { log, readLog } from '../../src/features/checkins/state';
import TodayAsk from '../../src/features/checkins/today-ask';
import { session } from '../../src/offline/session';
import { restart, signIn } from '../phone';
import { mia, offline, serve } from './helpers';

let root: HTMLElement;

beforeEach(async () => {
  await signIn(mia);
  serve(...Array.from({ length: 20 }, () => offline));
  root = document.body.appendChild(document.createElement('div'));
});
afterEach(() => {
  render(null, root);
  root.remove();
  vi.unstubAllGlobals();
});

async function ask(hidesCraving = false) {
  await session.peek().cache.write('schedule', { enrollment: { hides_craving: hidesCraving } });
  await act(() => render(<TodayAsk />, root));
  await vi.waitFor(() => expect(root.querySelector('.ask-space')).toBeNull());
}
const text = () => (root.textContent ?? '').replace(/\s/g, ' ');
const tap = (name: string) =>
  act(() => [...root.querySelectorAll('button')].find((one) => one.textContent === name)?.click());
const stored = async () => {
  await restart();
  await readLog();
  return log.value.map((one) => one.entry);
};

test('one tap on a face keeps an entry; then one line says so', async () => {
  await ask();
  expect(text()).toContain('How are you right now?');
  await tap('Good');
  await vi.waitFor(() => expect(text()).toMatch(/On this phone/));
  expect(text()).toMatch(/Logged \d+:\d\d [AP]M · Good/);
  expect(root.querySelector('a[href^="/log?change="]')).not.toBeNull();
  await tap('Done');
  expect(text()).not.toContain('Stress');
  expect(await stored()).toMatchObject([{ mood: 4, craving: null, revision: 1 }]);
});

test('what unfolds is the same entry, each answer kept as it is given', async () => {
  await ask();
  await tap('Okay');
  const pick = (n: number, value: number) =>
    act(() =>
      root
        .querySelectorAll('fieldset')
        [n]?.querySelector<HTMLInputElement>(`input[value="${value}"]`)
        ?.click(),
    );
  await pick(0, 3);
  await pick(1, 5);
  await vi.waitFor(() => expect(log.value[0]?.entry.stress).toBe(5));
  expect(await stored()).toMatchObject([{ mood: 3, craving: 3, stress: 5, revision: 3 }]);
});

test('whoever hides urges is not asked about them', async () => {
  await ask(true);
  await tap('Okay');
  expect(text()).toContain('Stress');
  expect(text()).not.toContain('Urge');
});

test('after the lowest mood there are ways on at once, and never a scale', async () => {
  await ask();
  await tap('Very low');
  expect(text()).toContain('That sounds really hard.');
  expect(text()).toContain('Call someone');
  expect(root.querySelector('fieldset')).toBeNull();
});

test('what was logged today is not asked for again', async () => {
  await ask();
  await tap('Low');
  await vi.waitFor(() => expect(log.value).toHaveLength(1));
  render(null, root);
  await ask();
  expect(text()).toMatch(/Logged \d+:\d\d [AP]M · Low/);
  expect(root.querySelector('fieldset')).toBeNull();
});
