// What is different in the schedule since the person last looked. Only arithmetic: what was shown against what is there.
import { isOver, type Meeting } from './rules';

export type ChangeMarker = 'new' | 'changed' | 'off';

interface Told extends Meeting {
  id: string;
  title: string;
  place: string | null;
  join_url: string | null;
  with_name: string | null;
  remote?: boolean;
  bring?: readonly string[];
  /** Title, place and what to bring as the program wrote them, where this phone shows them in another language. */
  as_written?: readonly [string, string | null, readonly string[]] | null;
}

/** What the person has seen: per meeting how it read, and up to which day they could have seen any. */
export interface Seen {
  /** Another number is another way of reading them, and nothing to compare with. */
  form: number;
  until: string;
  prints: Record<string, string>;
}

const form = 1;

/** How a meeting reads; what is not shown does not count. */
export const print = (one: Told): string => {
  const [title, place, bring] = one.as_written ?? [one.title, one.place, one.bring ?? []];
  return JSON.stringify([
    one.status,
    one.starts_at,
    one.ends_at,
    title,
    place,
    one.join_url,
    one.with_name,
    one.remote ?? false,
    bring,
  ]);
};

const wasOff = (printed: string) => (JSON.parse(printed) as string[])[0] === 'cancelled';

function markerOf(one: Told, before: string | undefined, until: string): ChangeMarker | null {
  const off = one.status === 'cancelled';
  // Days that only now came into reach are not news, nor is what came and went unseen.
  if (before === undefined) return !off && one.local_date <= until ? 'new' : null;
  if (before === print(one)) return null;
  if (off) return wasOff(before) ? null : 'off';
  return 'changed';
}

/** Meeting → what is new about it, for those still ahead. Nothing on a phone that has not shown a schedule yet. */
export function changeMarkersOf(
  seen: Seen | null,
  all: readonly Told[],
  now: Date,
): Map<string, ChangeMarker> {
  const found = new Map<string, ChangeMarker>();
  if (seen?.form !== form) return found;
  for (const one of all) {
    if (one.kind === 'break' || isOver(one, now)) continue;
    const about = markerOf(one, seen.prints[one.id], seen.until);
    if (about) found.set(one.id, about);
  }
  return found;
}

/**
 * What counts as seen from the next visit on: everything as it is now, except news that has not been on screen, which
 * stays as it was. `shown` are the meetings whose news has been on screen, as they read then.
 */
export function seenNow(
  seen: Seen | null,
  all: readonly Told[],
  until: string,
  changeMarkers: ReadonlyMap<string, ChangeMarker>,
  shown: ReadonlyMap<string, string>,
): Seen {
  const prints: Record<string, string> = {};
  for (const one of all) {
    const known = changeMarkers.has(one.id)
      ? (shown.get(one.id) ?? seen?.prints[one.id])
      : print(one);
    if (known !== undefined) prints[one.id] = known;
  }
  const far = seen?.form === form && seen.until > until ? seen.until : until;
  return { form, until: far, prints };
}
