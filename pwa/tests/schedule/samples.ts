// A schedule as the server sends it, small enough to read: three evenings a week in New York.
import { vi } from 'vitest';
import type { Schedule, Session } from '../../src/features/schedule/api';

export const zone = 'America/New_York';

export function makeSession(changes: Partial<Session> = {}): Session {
  return {
    id: 'skills-tue',
    local_date: '2026-03-10',
    starts_at: '2026-03-10T20:00:00.000Z',
    ends_at: '2026-03-10T21:30:00.000Z',
    starts_local: '16:00',
    ends_local: '17:30',
    kind: 'skills_group',
    title: 'Skills group',
    place: 'Room 2',
    join_url: null,
    optional: false,
    status: 'scheduled',
    changed: false,
    previous_starts_at: null,
    with_name: 'Dana',
    modality: null,
    remote: false,
    bring: [],
    as_written: null,
    untranslated: false,
    ...changes,
  };
}

export const later = makeSession({
  id: 'process-tue',
  starts_at: '2026-03-10T21:45:00.000Z',
  ends_at: '2026-03-10T23:15:00.000Z',
  starts_local: '17:45',
  ends_local: '19:15',
  kind: 'process_group',
  title: 'Process group',
});

export const thursday = makeSession({
  id: 'skills-thu',
  local_date: '2026-03-12',
  starts_at: '2026-03-12T20:00:00.000Z',
  ends_at: '2026-03-12T21:30:00.000Z',
});

export function makeSchedule(changes: Partial<Schedule> = {}): Schedule {
  return {
    start: '2026-03-09',
    end: '2026-03-24',
    program: {
      name: 'Maple',
      app_name: 'Companion',
      zone,
      address: '1 Main Street',
      phones: [
        {
          label: 'Front desk',
          number: '+1 555 010 0100',
          hours: [{ days: ['mon', 'tue'], opens: '09:00', closes: '17:00' }],
          open: [
            {
              opens_at: '2026-03-10T13:00:00.000Z',
              closes_at: '2026-03-10T21:00:00.000Z',
              local_date: '2026-03-10',
              opens_local: '09:00',
              closes_local: '17:00',
            },
          ],
          open_now: true,
        },
      ],
    },
    enrollment: {
      phase: 'active',
      track_name: 'Evenings',
      starts_on: '2026-03-02',
      begins_on: '2026-03-03',
      week_number: 2,
      about_weeks: 10,
      completed_on: null,
      exit: null,
      ended_on: null,
      leave: null,
      said: null,
      hides_craving: false,
      modules: [],
      weekly_items: [],
      first_day: null,
      next: null,
    },
    sessions: [makeSession(), later, thursday],
    weeks: [
      {
        starts_on: '2026-03-09',
        planned_days: 3,
        planned_minutes: 540,
        days: [
          { local_date: '2026-03-10', minutes: 180 },
          { local_date: '2026-03-11', minutes: 180 },
          { local_date: '2026-03-12', minutes: 180 },
        ],
      },
    ],
    ...changes,
  };
}

export const nothingSaid = { items: [], days: [], missed: null };

/** Answers every request with this until told otherwise; an Error is a network that is not there. Nobody said that they
 *  cannot come, unless `absences` says so. */
export function serve(answer: unknown, status = 200, absences: unknown = nothingSaid) {
  const fetched = vi.fn(async (url: string) => {
    if (answer instanceof Error) throw answer;
    if (url.includes('/absences')) return new Response(JSON.stringify(absences));
    return new Response(JSON.stringify(answer), { status });
  });
  vi.stubGlobal('fetch', fetched);
  return fetched;
}
