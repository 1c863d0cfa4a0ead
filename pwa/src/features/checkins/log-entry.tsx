// One entry of the log in a line or two: when, how it was, and where the entry is.
import './log-entry.css';
import { common, language } from '../../i18n';
import { localDay, sayDay, sayTime } from '../../lib/dates';
import { Face } from '../../ui/faces';
import { LinkedText } from '../../ui/linked-text';
import { messages as logbookMessages } from '../logbook';
import { LogState, type LogStateName } from './log-state';
import { messages } from './messages';

interface EntryToShow {
  recorded_at: string;
  local_day: string;
  mood: number | null;
  craving: number | null;
  stress: number | null;
  confidence: number | null;
  sleep: 'poor' | 'ok' | 'good' | null;
  habits: readonly string[];
  triggers: readonly string[];
  helped: readonly string[];
  note: string | null;
  revision: number;
}

interface LogEntryProps {
  entry: EntryToShow;
  state: LogStateName;
  /** The zone its time of day is told in. */
  zone: string;
  craving: boolean;
  /** Received long ago: there is nothing left to say about where it is. */
  isFinal?: boolean;
  /** Where it can be changed, while it can. */
  change?: string;
  onDelete?: () => void;
}

function scores(entry: EntryToShow, craving: boolean): string[] {
  const w = messages.value.entries;
  const { sleeps } = messages.value;
  return [
    craving && entry.craving !== null && `${w.urge} ${entry.craving}`,
    entry.stress !== null && `${w.stress} ${entry.stress}`,
    entry.confidence !== null && `${w.confidence} ${entry.confidence}`,
    entry.sleep && `${w.sleep}: ${sleeps[entry.sleep]}`,
  ].filter((one) => typeof one === 'string');
}

function chosenWords(entry: EntryToShow): string[] {
  const { habitNames, triggerNames, helpedNames } = logbookMessages.value.offered;
  const names: Record<string, string> = { ...habitNames, ...triggerNames, ...helpedNames };
  return [...entry.habits, ...entry.triggers, ...entry.helped].map((id) => names[id] ?? id);
}

export function LogEntry({
  entry,
  state,
  isFinal,
  zone,
  craving,
  change,
  onDelete,
}: LogEntryProps) {
  const w = messages.value.entries;
  const line = [...scores(entry, craving), ...chosenWords(entry)].join(' · ');
  const other = localDay(entry.recorded_at, zone) !== entry.local_day;
  return (
    <article class="log-entry">
      <span class="log-face">{entry.mood !== null && <Face mood={entry.mood} size={34} />}</span>
      <div class="log-words">
        <p>
          <time dateTime={entry.recorded_at}>
            {sayTime(entry.recorded_at, zone, language.value)}
          </time>
          {entry.mood !== null && <strong>{common.value.moods[entry.mood - 1]}</strong>}
        </p>
        {line && <p class="small">{line}</p>}
        {!line && entry.mood === null && !entry.note && <p class="sub small">{w.empty}</p>}
        {entry.note && (
          <p class="small log-note">
            <LinkedText text={entry.note} />
          </p>
        )}
        <p class="log-foot">
          {!isFinal && <LogState state={state} />}
          {entry.revision > 1 && <span>{w.corrected}</span>}
          {other && <span>{w.aboutDay(sayDay(entry.local_day, language.value))}</span>}
        </p>
      </div>
      <span class="log-actions">
        {change && (
          <a class="log-change" href={change}>
            {common.value.edit}
          </a>
        )}
        {onDelete && (
          <button type="button" class="log-change" onClick={onDelete}>
            <span class="visually-hidden">
              {w.deleteOne(sayTime(entry.recorded_at, zone, language.value))}
            </span>
            <span aria-hidden="true">{w.delete}</span>
          </button>
        )}
      </span>
    </article>
  );
}
