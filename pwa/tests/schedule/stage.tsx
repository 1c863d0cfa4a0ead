// A place to draw the schedule's screens on: Mia's phone, on a Tuesday at three in the afternoon in New York.
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, vi } from 'vitest';
import type { Schedule } from '../../src/features/schedule/api';
import { news } from '../../src/features/schedule/change-markers';
import { later, laterUnreached } from '../../src/features/schedule/later-weeks';
import { schedule, scheduleAsked, scheduleFresh } from '../../src/features/schedule/state';
import { setOwner } from '../../src/offline/owner';
import { me, phase } from '../../src/offline/sign-in';
import { makeSchedule, serve } from './samples';

export function stage() {
  let root: HTMLElement;
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-10T19:00:00Z') });
    await setOwner('mia');
    me.value = { id: 'mia' } as never;
    phase.value = 'active';
    scheduleFresh.value = true;
    scheduleAsked.value = true;
    later.value = null;
    laterUnreached.value = false;
    root = document.body.appendChild(document.createElement('div'));
  });
  afterEach(async () => {
    render(null, root);
    root.remove();
    news.value = new Map();
    vi.useRealTimers();
    await new Promise((done) => setTimeout(done, 0)); // what a screen still asks is asked of this test's server
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });
  const text = () => (root.textContent ?? '').replace(/\s/g, ' ');
  return {
    /** What is read when the phone holds this; `answer` is what the server would say now. */
    async see(view: preact.ComponentChild, held = makeSchedule(), answer: Schedule | Error = held) {
      serve(answer);
      schedule.value = held;
      await act(() => render(view, root));
      return text();
    },
    text,
    all: (which: string) => [...root.querySelectorAll<HTMLElement>(which)],
    hrefs: () => [...root.querySelectorAll('a')].map((link) => link.getAttribute('href')),
  };
}
