// The journal: as many words as one wants, a question if wanted, found again on the phone, and gone when deleted.
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import CheckInScreen from '../../src/features/checkins/check-in';
import { pagesOf, search } from '../../src/features/checkins/journal-rules';
import { pages, refreshJournal } from '../../src/features/checkins/journal-state';
import { log, readLog } from '../../src/features/checkins/state';
import { addDays, deviceZone, localDay } from '../../src/lib/dates';
import { restart, signIn } from '../phone';
import { makeEntry, mia, offline, serve } from './helpers';

const page = (note: string, more: object = {}) => ({ ...makeEntry(), ...more, note });

test.each([
  ['manana', ['Mañana llamo a Rosa']],
  ['ROSA llam', ['Mañana llamo a Rosa']],
  ['rosa lake', []],
  ['  ', ['Mañana llamo a Rosa', 'A walk around the lake']],
  ['lake', ['A walk around the lake']],
])('a search for “%s” finds %j', (query, found) => {
  const all = [page('Mañana llamo a Rosa'), page('A walk around the lake')];
  expect(search(all, query).map(({ note }) => note)).toEqual(found);
});

test('recent pages are as the log says, older ones as the server said, deleted ones are gone', () => {
  const at = (day: string, id: string, note: string | null) =>
    makeEntry({ id, note, local_day: day, recorded_at: `${day}T12:00:00Z` });
  const logged = [at('2026-03-09', 'a', 'new words'), at('2026-03-08', 'b', null)];
  const older = [
    at('2026-03-09', 'a', 'old words'),
    at('2026-03-08', 'b', 'words taken back'),
    at('2026-03-07', 'x', 'deleted elsewhere'),
    at('2025-12-24', 'c', 'winter'),
    at('2025-12-23', 'd', 'deleted here'),
  ] as ReturnType<typeof page>[];
  const found = pagesOf(logged, older, '2026-02-10', new Set(['d']));
  expect(found.map(({ note }) => note)).toEqual(['new words', 'winter']);
});

let root: HTMLElement;
beforeEach(async () => {
  await signIn(mia);
  root = document.body.appendChild(document.createElement('div'));
});
afterEach(() => {
  render(null, root);
  root.remove();
  vi.unstubAllGlobals();
});

const open = () =>
  act(() => render(<CheckInScreen params={{}} query={new URLSearchParams('write')} />, root));
const tap = async (name: string) => {
  const found = [...root.querySelectorAll('button')].find((one) => one.textContent?.endsWith(name));
  await act(() => found?.click());
};
const type = (into: string, text: string) =>
  act(() => {
    const field = root.querySelector<HTMLInputElement>(into);
    if (field) field.value = text;
    field?.dispatchEvent(new Event('input', { bubbles: true }));
  });
const sees = (text: string) => vi.waitFor(() => expect(root.textContent).toContain(text));

test('a long page with a question is kept without a network and found by a search', async () => {
  serve(...Array.from({ length: 40 }, () => offline));
  await open();
  await tap('Give me a question');
  await sees('What went okay today, even a little?');
  await type('textarea', `A walk around the lake. ${'It was long. '.repeat(200)}`);
  await tap('Save');
  await vi.waitFor(() => expect(root.querySelectorAll('.journal-page')).toHaveLength(1));
  await vi.waitFor(() =>
    expect(root.querySelector<HTMLTextAreaElement>('textarea')?.value).toBe(''),
  );
  await type('textarea', 'Mañana llamo a Rosa');
  await tap('Save');
  await vi.waitFor(() => expect(root.querySelectorAll('.journal-page')).toHaveLength(2));
  await type('input[type=search]', 'LAKE okay');
  await sees('1 page');
  expect(root.querySelectorAll('.journal-page')).toHaveLength(1);
  await restart();
  await readLog();
  expect(log.value).toHaveLength(2);
  expect(log.value[1]?.entry).toMatchObject({ mood: null, craving: null, revision: 1 });
  expect(log.value[1]?.entry.note).toMatch(/^What went okay today, even a little\?\n\nA walk/);
});

test('what was typed and not saved is here again after a restart', async () => {
  serve(...Array.from({ length: 40 }, () => offline));
  await open();
  await type('textarea', 'Half a sentence');
  await vi.waitFor(async () => {
    const { session } = await import('../../src/offline/session');
    expect(await session.peek().cache.read('typed:journal')).toMatchObject({
      text: 'Half a sentence',
    });
  });
  render(null, root);
  await restart();
  await open();
  await vi.waitFor(() =>
    expect(root.querySelector<HTMLTextAreaElement>('textarea')?.value).toBe('Half a sentence'),
  );
});

test('pages of months ago come from the server once and stay on the phone', async () => {
  const day = addDays(localDay(new Date(), deviceZone()), -100);
  const old = page('Written in winter', { local_day: day, recorded_at: `${day}T12:00:00Z` });
  const asked = serve(
    () => ({ status: 200, body: { items: [old, makeEntry({ note: null })] } }),
    ...Array.from({ length: 20 }, () => offline),
  );
  await refreshJournal();
  expect(asked[0]?.path).toContain('/checkins?start=');
  await restart();
  await refreshJournal();
  expect(pages.value.map(({ note }) => note)).toEqual(['Written in winter']);
});
