// Groups and events: the way there, and a calendar entry for each.
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { refreshAfter } from '../../src/features/aftercare/state';
import { Events, NextGroup } from '../../src/features/alumni/group-cards';
import { mia, serve } from '../log/helpers';
import { signIn } from '../phone';

const when = {
  local_date: '2026-12-21',
  starts_local: '11:00',
  ends_local: '12:00',
  starts_at: '2026-12-21T16:00:00Z',
  ends_at: '2026-12-21T17:00:00Z',
};
const event = { id: 'e', title: 'Picnic', about: '', ask_for: null, join_url: null, when };
const group = { id: 'g', name: 'Wednesday group', about: '', ask_for: null, join_url: null };

let root: HTMLElement;
beforeEach(async () => {
  await signIn(mia);
  vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue('Mozilla/5.0 (Linux; Android 14)');
  serve(
    ...Array.from(
      { length: 9 },
      () =>
        ({ path }: { path: string }) =>
          path.includes('/schedule')
            ? {
                status: 200,
                body: { program: { address: '12 Quiet Street, Troy' }, enrollment: null },
              }
            : ('offline' as const),
    ),
  );
  await refreshAfter();
  root = document.body.appendChild(document.createElement('div'));
});
afterEach(() => {
  render(null, root);
  root.remove();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});
const hrefs = () => [...root.querySelectorAll('a')].map((one) => one.getAttribute('href'));

test.each([
  ['Garden room', 'geo:0,0?q=12%20Quiet%20Street%2C%20Troy'],
  ['9 Oak Lane, Troy', 'geo:0,0?q=9%20Oak%20Lane%2C%20Troy'],
])('a group in “%s” has directions to %s', async (place, way) => {
  const one = { ...group, place, phone: null, weekday: 2, meetings: [when] };
  await act(() => render(<NextGroup group={one as never} />, root));
  expect(hrefs()).toEqual([way]);
});

test('an event is looked for in the town, by its own name, and each has its own calendar entry', async () => {
  const files: BlobPart[][] = [];
  vi.stubGlobal('URL', { createObjectURL: () => 'blob:x', revokeObjectURL: () => undefined });
  vi.stubGlobal(
    'Blob',
    class {
      constructor(parts: BlobPart[]) {
        files.push(parts);
      }
    },
  );
  const events = [{ ...event, place: 'Riverside park' }];
  await act(() => render(<Events events={events as never} groups={[]} />, root));
  expect(hrefs()).toEqual(['geo:0,0?q=Riverside%20park%2C%20Troy']);
  const button = root.querySelector('button');
  expect(button?.textContent).toBe('Add to calendar: Picnic');
  await act(() => button?.click());
  expect(String(files[0]?.[0])).toContain('DTSTART:20261221T160000Z');
  expect(String(files[0]?.[0])).not.toMatch(/Picnic|Riverside/);
});
