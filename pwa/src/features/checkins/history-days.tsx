// One's own days, a row each: the face and its word, and behind a tap the entries with a day to put a mistake right. Today, and
// a day with something that is only on this phone, stand open.
import './history-days.css';
import { useState } from 'preact/hooks';
import { common, language } from '../../i18n';
import { deviceZone, localDay, sayDay, sayShortDay, sayWeekday } from '../../lib/dates';
import { Face } from '../../ui/faces';
import { Icon } from '../../ui/icon';
import { forward } from '../../ui/more-icons';
import { DeleteSheet } from './delete-sheet';
import type { Entry } from './entry';
import { LogEntry } from './log-entry';
import { messages } from './messages';
import { mayCorrect } from './record';
import type { Shown } from './state';

function byDay(entries: readonly Shown[]): [string, Shown[]][] {
  const days = new Map<string, Shown[]>();
  for (const one of entries) {
    const day = one.entry.local_day;
    days.set(day, [...(days.get(day) ?? []), one]);
  }
  return [...days].sort(([a], [b]) => b.localeCompare(a));
}

const changeLink = (entry: Entry) =>
  mayCorrect(entry) ? `/log?change=${encodeURIComponent(entry.id)}` : undefined;

interface HistoryDaysProps {
  entries: readonly Shown[];
  craving: boolean;
}

export function HistoryDays({ entries, craving }: HistoryDaysProps) {
  const [deleting, setDeleting] = useState<Entry | null>(null);
  const today = localDay(new Date(), deviceZone());
  const taken = entries.filter((one) => one.state !== 'refused');
  return (
    <div class="card rows">
      {byDay(taken).map(([day, ones]) => (
        <details
          key={day}
          class="log-day"
          open={day === today || ones.some((one) => one.state !== 'saved')}
        >
          <summary>
            <Heading day={day} ones={ones} craving={craving} />
          </summary>
          <ul>
            {ones.map(({ entry, state }) => (
              <li key={entry.id}>
                <LogEntry
                  entry={entry}
                  state={state}
                  isFinal={state === 'saved' && !mayCorrect(entry)}
                  zone={deviceZone()}
                  craving={craving}
                  change={changeLink(entry)}
                  onDelete={() => setDeleting(entry)}
                />
              </li>
            ))}
          </ul>
        </details>
      ))}
      {deleting && <DeleteSheet entry={deleting} onClose={() => setDeleting(null)} />}
    </div>
  );
}

interface HeadingProps {
  day: string;
  /** Newest first. */
  ones: readonly Shown[];
  craving: boolean;
}

/** "Mon, Nov 23", the last mood of the day, and what else there is: the urge of a single entry, or how many there are. */
function Heading({ day, ones, craving }: HeadingProps) {
  const w = messages.value.entries;
  const mood = ones.find((one) => one.entry.mood !== null)?.entry.mood ?? null;
  const [only] = ones.length === 1 ? ones : [];
  const urge = craving && only && only.entry.craving !== null && `${w.urge} ${only.entry.craving}`;
  const rest = only && (urge || mood !== null) ? urge : w.count(ones.length);
  return (
    <>
      <h2 class="log-day-name">
        <span class="visually-hidden">{sayDay(day, language.value)}</span>
        <span aria-hidden="true">
          {sayWeekday(day, language.value, 'short')} {sayShortDay(day, language.value)}
        </span>
      </h2>
      <span class="log-day-face">{mood !== null && <Face mood={mood} size={26} />}</span>
      <span class="log-day-words">
        {mood !== null && common.value.moods[mood - 1]}
        {rest && <span class="sub small">{rest}</span>}
      </span>
      <Icon shape={forward} size={18} />
    </>
  );
}
