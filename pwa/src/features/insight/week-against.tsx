// This week against last, in a sentence for each measure that has enough entries in both. Words only: no arrow, no grade.
import { Card } from '../../ui/card';
import { sayValue } from './measure-text';
import { messages } from './messages';
import { againstWeekBefore, type Measure, type Noted } from './rules';

interface WeekAgainstProps {
  entries: readonly Noted[];
  today: string;
  measures: readonly Measure[];
}

export function WeekAgainst({ entries, today, measures }: WeekAgainstProps) {
  const w = messages.value;
  const lines = measures.flatMap((measure) => {
    const found = againstWeekBefore(entries, today, measure);
    if (!found) return [];
    const [now, before] = [sayValue(measure, found.now), sayValue(measure, found.before)];
    const name = w.measures[measure];
    return [found.now === found.before ? w.weekSame(name, now) : w.weekLine(name, now, before)];
  });
  if (lines.length === 0) return null;
  return (
    <section>
      <h2>{w.weeks}</h2>
      <Card>
        <ul class="insight-lines">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Card>
    </section>
  );
}
