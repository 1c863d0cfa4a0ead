// What stands out by time of day and weekday, in a sentence each, with how many entries it rests on.
import { Card } from '../../ui/card';
import { sayValue } from './measure-text';
import { messages } from './messages';
import {
  byPart,
  byWeekday,
  type Contrast,
  contrast,
  type Measure,
  type Noted,
  type Part,
} from './rules';

interface PatternsProps {
  entries: readonly Noted[];
  measures: readonly Measure[];
}

const lower = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

function patternSentences(entries: readonly Noted[], measures: readonly Measure[]): string[] {
  const w = messages.value;
  const say = <Key,>(
    found: Contrast<Key> | null,
    measure: Measure,
    first: (key: Key) => string,
    then: (key: Key) => string,
  ) => {
    if (!found) return [];
    const { harder, easier } = found;
    const value = (median: number) => sayValue(measure, median);
    return [
      w.harder(
        first(harder.key),
        w.inside[measure],
        value(harder.median),
        harder.n,
        then(easier.key),
        value(easier.median),
        easier.n,
      ),
    ];
  };
  return measures
    .filter((measure) => measure !== 'sleep')
    .flatMap((measure) => [
      ...say(
        contrast(byPart(entries, measure), measure),
        measure,
        (part: Part) => w.partsFirst[part],
        (part) => w.parts[part],
      ),
      ...say(
        contrast(byWeekday(entries, measure), measure),
        measure,
        (day: number) => w.weekdays[day] ?? '',
        (day) => weekdayInside(w.weekdays[day] ?? ''),
      ),
    ]);
}

// English writes weekdays large everywhere, Spanish only its article at the start.
const weekdayInside = (name: string) => (/^L/.test(name) ? lower(name) : name);

export function Patterns({ entries, measures }: PatternsProps) {
  const w = messages.value;
  const sentences = patternSentences(entries, measures);
  return (
    <section>
      <h2>{w.patterns}</h2>
      <Card>
        {sentences.length === 0 && <p class="sub">{w.noPatterns}</p>}
        <ul class="insight-lines">
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Card>
    </section>
  );
}
