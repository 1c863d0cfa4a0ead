// A place to draw the schedule's screens on: Mia's phone, on a Tuesday at three in the afternoon in New York.
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, vi } from 'vitest';
import { refreshAbsences } from '../../src/features/absences/state';
import type { Schedule } from '../../src/features/schedule/api';
import { changeMarkers } from '../../src/features/schedule/change-markers';
import { type ChangeMarker, seenNow } from '../../src/features/schedule/change-rules';
import { refreshSchedule } from '../../src/features/schedule/state';
import { session } from '../../src/offline/session';
import { mia, restart, signIn } from '../phone';
import { makeSchedule, nothingSaid, serve } from './samples';

const nothingHidden = new Map();
const noNetwork = new TypeError('no network');

/** What she had seen before, so that exactly `found` is new about what the phone holds now. */
function seenBefore(held: Schedule, found: Record<string, ChangeMarker>) {
  const before = held.sessions
    .filter((one) => found[one.id] !== 'new')
    .map((one) => (found[one.id] ? { ...one, place: 'Elsewhere', status: 'planned' } : one));
  return seenNow(null, before, held.end ?? '', nothingHidden, nothingHidden);
}

export function stage() {
  let root: HTMLElement;
  let found: Record<string, ChangeMarker> = {};
  let absences: unknown = nothingSaid;
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-10T19:00:00Z') });
    [found, absences] = [{}, nothingSaid];
    serve(noNetwork);
    await signIn(mia, 'active');
    root = document.body.appendChild(document.createElement('div'));
  });
  afterEach(async () => {
    render(null, root);
    root.remove();
    vi.useRealTimers();
    await refreshAbsences();
    await new Promise((done) => setTimeout(done, 0)); // what a screen still asks is asked of this test's server
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });
  const text = () => (root.textContent ?? '').replace(/\s/g, ' ');

  /** The phone was last told this; the app is opened anew. */
  async function hold(held: Schedule): Promise<void> {
    await restart();
    await session.peek().cache.write('schedule-seen', seenBefore(held, found));
    serve(held, 200, absences);
    await Promise.all([refreshSchedule(), refreshAbsences()]);
    const expected = Object.keys(found).length;
    await vi.waitFor(() => {
      if (changeMarkers.value.size !== expected)
        throw new Error(`${changeMarkers.value.size} news`);
    });
  }

  return {
    /** What is read when the phone holds this (null: nothing yet); `answer` is what the server would say now. */
    async see(
      view: preact.ComponentChild,
      held: Schedule | null = makeSchedule(),
      answer: Schedule | Error = held ?? noNetwork,
    ) {
      render(null, root);
      if (held) await hold(held);
      serve(answer, 200, absences);
      if (answer instanceof Error) await refreshSchedule();
      await act(() => render(view, root));
      return text();
    },
    /** What is new about these meetings from the next look on. */
    mark(which: Record<string, ChangeMarker>) {
      found = which;
    },
    /** The same, once this is there: what few days need comes only on those. */
    async arrived(what = '.first-day') {
      await vi.waitFor(() => {
        if (!root.querySelector(what)) throw new Error(text());
      });
      return text();
    },
    /** What she said about meetings she cannot come to. */
    saidAway(items: object[], ...days: object[]) {
      absences = { items, days, missed: null };
    },
    text,
    all: (which: string) => [...root.querySelectorAll<HTMLElement>(which)],
    hrefs: () => [...root.querySelectorAll('a')].map((link) => link.getAttribute('href')),
  };
}
