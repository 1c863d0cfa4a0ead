// The pieces of "Since we last met": numbers with their middle and range, and what was written in one's own words.
import { language } from '../../i18n';
import { sayDate } from '../../lib/dates';
import { median } from '../../lib/median';
import { Card } from '../../ui/card';
import { sayValue, sayWord } from './measure-text';
import { Measures } from './measures';
import { messages } from './messages';
import { around, helpedBy, type Measure, type Noted, valueIn } from './rules';

const most = 5;
const measures: readonly Measure[] = ['mood', 'craving', 'stress', 'sleep'];

interface NumbersProps {
  entries: readonly Noted[];
  first: string;
  last: string;
  shown: readonly string[];
}

export function Numbers({ entries, first, last, shown }: NumbersProps) {
  const w = messages.value.since;
  const wanted = measures.filter((measure) => shown.includes(measure));
  if (wanted.length === 0) return null;
  return (
    <section>
      <h2>{w.numbers}</h2>
      <Card>
        <dl class="insight-rows">
          {wanted.map((measure) => (
            <div key={measure}>
              <dt>{w.parts[measure as 'mood']}</dt>
              <dd>{sayRange(entries, measure)}</dd>
            </div>
          ))}
        </dl>
      </Card>
      <div class="since-pictures">
        <Measures entries={entries} first={first} last={last} measures={wanted} />
      </div>
    </section>
  );
}

function sayRange(entries: readonly Noted[], measure: Measure): string {
  const w = messages.value.since;
  const all = entries.map((one) => valueIn(one, measure)).filter((value) => value !== null);
  const middle = median(all);
  if (middle === null) return w.noneOfIt;
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const text = sayValue(measure, middle);
  const line =
    low === high ? w.lineOne(text) : w.line(text, sayValue(measure, low), sayValue(measure, high));
  return `${line} (${w.logs(all.length)})`;
}

interface TogetherProps {
  entries: readonly Noted[];
  /** What each goal says that was looked at in these days, and each that is open. */
  goals: readonly string[];
  openGoals: readonly { what: string; by: string | null }[];
  shown: readonly string[];
  craving: boolean;
}

/** In their own words: what was around, what helped, goals they looked at. */
export function Together({ entries, goals, openGoals, shown, craving }: TogetherProps) {
  const w = messages.value.since;
  const measure = craving ? 'craving' : 'stress';
  return (
    <>
      {shown.includes('around') && (
        <Named title={w.parts.around} words={around(entries, measure)} />
      )}
      {shown.includes('helped') && (
        <Named title={w.parts.helped} words={helpedBy(entries, measure)} />
      )}
      {shown.includes('goals') && openGoals.length > 0 && (
        <section>
          <h2>{w.goalsOpen}</h2>
          <Card>
            <ul class="insight-lines">
              {openGoals.map(({ what, by }) => (
                <li key={what}>{by ? w.goalBy(what, sayDate(by, language.value)) : what}</li>
              ))}
            </ul>
          </Card>
        </section>
      )}
      {shown.includes('goals') && goals.length > 0 && (
        <Named title={w.goalsTouched} words={goals.map((word) => ({ word, n: 1 }))} />
      )}
    </>
  );
}

function Named({
  title,
  words: found,
}: {
  title: string;
  words: readonly { word: string; n: number }[];
}) {
  const w = messages.value.since;
  return (
    <section>
      <h2>{title}</h2>
      <Card>
        {found.length === 0 && <p class="sub">{w.noWords}</p>}
        <ul class="insight-lines">
          {found.slice(0, most).map(({ word, n }) => (
            <li key={word}>{w.named(sayWord(word), n)}</li>
          ))}
        </ul>
      </Card>
    </section>
  );
}
