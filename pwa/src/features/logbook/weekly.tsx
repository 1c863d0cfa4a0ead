// The weekly check-up of a track that wants one: a few lines drawn as bars, without red and without a sum.
import '../../ui/scale.css';
import './cards.css';
import { useEffect, useState } from 'preact/hooks';
import { common, language } from '../../i18n';
import { deviceZone, localDay, sayDay } from '../../lib/dates';
import { back } from '../../lib/location';
import { Card } from '../../ui/card';
import { Scale } from '../../ui/scale';
import { ScreenHead } from '../../ui/screen-head';
import { type Modules, noModules, trackModules } from '../schedule';
import { CardBars, CardFoot } from './card-bars';
import { type CardHere, cards, type Mark, refreshCards, saveCard } from './cards';
import { messages } from './messages';

type Side = 'protective' | 'risk';
const sides: Side[] = ['protective', 'risk'];
const risks = ['urges', 'places', 'stress', 'low'];

interface Line {
  side: Side;
  name: string;
  label: string;
}

/** The program's own lines where it brought some, else ours. */
function linesOf(modules: Modules, hidesUrges: boolean): Line[] {
  if (modules.weekly_items.length > 0)
    return modules.weekly_items.map(({ name, side }) => ({
      name,
      label: name,
      side: side as Side,
    }));
  return Object.entries(messages.value.cards.weekly.items)
    .filter(([name]) => !(hidesUrges && name === 'urges'))
    .map(([name, label]) => ({ name, label, side: risks.includes(name) ? 'risk' : 'protective' }));
}

const valuesOf = (card: CardHere | undefined): Record<string, number> =>
  Object.fromEntries((card?.marks ?? []).map((mark) => [mark.name, mark.value]));

export default function Weekly() {
  const w = messages.value.cards;
  const [modules, setModules] = useState<Modules & { hides_craving?: boolean }>(noModules);
  const [values, setValues] = useState<Record<string, number>>({});
  const today = localDay(new Date(), deviceZone());
  useEffect(() => {
    void trackModules().then(setModules);
    void refreshCards().then(() =>
      setValues((now) => ({ ...valuesOf(thisKind().find((c) => c.local_day === today)), ...now })),
    );
  }, []);
  const lines = linesOf(modules, modules.hides_craving === true);
  const marks: Mark[] = lines.flatMap((line) =>
    values[line.name] === undefined
      ? []
      : [{ group: line.side, name: line.name, value: values[line.name] as number }],
  );
  const earlier = thisKind().findLast((card) => card.local_day !== today);
  return (
    <main class="screen">
      <ScreenHead title={w.weekly.title} sub={w.weekly.sub} onBack={() => back('/log')} />
      {sides.map((side) => (
        <section key={side}>
          <h2>{w.weekly.sides[side]}</h2>
          <Card>
            <div class="core">
              {lines
                .filter((line) => line.side === side)
                .map((line) => (
                  <Scale
                    key={line.name}
                    legend={line.label}
                    value={values[line.name] ?? null}
                    to={4}
                    low={w.weekly.low}
                    high={w.weekly.high}
                    skip={common.value.skip}
                    onChange={(value) => setValues(without(values, line.name, value))}
                  />
                ))}
            </div>
          </Card>
        </section>
      ))}
      <CardFoot
        kind="weekly_checkup"
        empty={marks.length === 0}
        onSave={() => saveCard('weekly_checkup', marks, [])}
        onDeleted={() => setValues({})}
      />
      {earlier && (
        <section>
          <h2>{w.weekly.earlier(sayDay(earlier.local_day, language.value))}</h2>
          <CardBars
            marks={earlier.marks}
            nameOf={(name) => lines.find((line) => line.name === name)?.label ?? name}
          />
        </section>
      )}
    </main>
  );
}

const thisKind = () => cards.value.filter((card) => card.kind === 'weekly_checkup');

/** The values with this one set, or taken out when it was skipped. */
export function without(
  values: Record<string, number>,
  name: string,
  value: number | null,
): Record<string, number> {
  const { [name]: _, ...others } = values;
  return value === null ? others : { ...others, [name]: value };
}
