// What somebody cannot make: the day, one part of it, or more days.
import { useId } from 'preact/hooks';
import { language } from '../../i18n';
import { addDays, sayDay } from '../../lib/dates';
import { Field } from '../../ui/field';
import { hasBegun, onDay, type Session, saySpan } from '../schedule';
import { messages } from './messages';
import { meant, mostDays } from './visit-rules';

export interface Scope {
  what: 'day' | 'part' | 'days';
  from: string;
  to: string;
}

export const dayScope = (day: string): Scope => ({ what: 'day', from: day, to: day });

interface ScopesProps {
  one: Session;
  known: readonly Session[];
  today: string;
  now: Date;
  after: boolean;
  scope: Scope;
  onChange: (scope: Scope) => void;
}

export function Scopes({ one, known, today, now, after, scope, onChange }: ScopesProps) {
  const w = messages.value;
  const name = useId();
  const day = one.local_date;
  // What has begun as a break is over for them: the rest begins with what comes after it.
  const parts = meant(known, day, day, now).filter(
    (part) => part.kind !== 'break' || !hasBegun(part, now),
  );
  const whole = day === today && !after ? w.restOfToday : w.allOf(sayDay(day, language.value));
  const options: [Scope, string, string?][] = [
    [dayScope(day), whole, spanOf(parts)],
    [{ ...dayScope(day), what: 'part' }, w.only(one.title)],
  ];
  if (onDay(known, day).length === 1) options.pop(); // the day is this one session
  if (!after) options.push([{ what: 'days', from: day, to: addDays(day, 1) }, w.moreDays]);
  return (
    <>
      <fieldset class="other-times">
        <legend class="scale-legend">{after ? w.whichAfter : w.which}</legend>
        {options.map(([value, title, detail]) => (
          <label key={value.what}>
            <input
              type="radio"
              name={name}
              checked={scope.what === value.what}
              onChange={() => onChange(value)}
            />
            <span>
              {title}
              {detail && <span class="sub small">{detail}</span>}
            </span>
          </label>
        ))}
      </fieldset>
      {scope.what === 'days' && (
        <div class="away-days">
          <Field
            label={w.firstDay}
            type="date"
            min={today}
            value={scope.from}
            onInput={(from) => onChange({ ...scope, from, to: scope.to < from ? from : scope.to })}
          />
          <Field
            label={w.lastDay}
            type="date"
            min={scope.from}
            max={scope.from && addDays(scope.from, mostDays - 1)}
            value={scope.to}
            onInput={(to) => onChange({ ...scope, to })}
          />
        </div>
      )}
    </>
  );
}

/** "4:00 to 7:15 PM", from the first that is meant to the last. */
function spanOf(parts: readonly Session[]): string | undefined {
  const first = parts[0];
  const last = parts.at(-1);
  return first && last && saySpan({ ...first, ends_local: last.ends_local });
}
