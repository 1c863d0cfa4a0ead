// What was around and what helped, in the person's own words and by counting: how often, and the median that goes with it.
import { Card } from '../../ui/card';
import { sayChange, sayValue, sayWord } from './measure-text';
import { messages } from './messages';
import { around, helpedBy, type Measure, type Noted } from './rules';

const most = 8;

interface Props {
  entries: readonly Noted[];
  /** Whose medians are told. */
  measure: Extract<Measure, 'craving' | 'stress'>;
}

export function Around({ entries, measure }: Props) {
  const w = messages.value;
  const found = around(entries, measure).slice(0, most);
  return (
    <section>
      <h2>{w.around}</h2>
      <Card>
        {found.length === 0 ? (
          <p class="sub">{w.aroundNone}</p>
        ) : (
          <Rows
            rows={found.map((one) => [
              sayWord(one.word),
              one.median === null
                ? w.aroundRow(one.n)
                : w.aroundMedian(one.n, w.inside[measure], sayValue(measure, one.median)),
            ])}
          />
        )}
      </Card>
    </section>
  );
}

export function WhatHelped({ entries, measure }: Props) {
  const w = messages.value;
  const found = helpedBy(entries, measure).slice(0, most);
  const best = found[0];
  return (
    <section>
      <h2>{w.helped}</h2>
      <Card>
        {found.length === 0 && <p class="sub">{w.helpedNone}</p>}
        {best?.drop && (
          <p class="glance-summary">
            {w.best(sayWord(best.word), sayChange(best.drop.median), best.drop.times)}
          </p>
        )}
        <Rows
          rows={found.map(({ word, n, drop }) => [
            sayWord(word),
            drop ? w.helpedDrop(sayChange(drop.median), drop.times) : w.helpedRow(n),
          ])}
        />
      </Card>
    </section>
  );
}

function Rows({ rows }: { rows: readonly (readonly [string, string])[] }) {
  if (rows.length === 0) return null;
  return (
    <dl class="insight-rows">
      {rows.map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
