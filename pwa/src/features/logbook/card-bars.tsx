// What a card said, as bars with their words and numbers; and the end of a card: Save, and where it is.
import './cards.css';
import { useState } from 'preact/hooks';
import { common } from '../../i18n';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { messages } from './messages';

interface BarsProps {
  marks: readonly { group: string; name: string; value: number }[];
  nameOf: (name: string) => string;
}

const most = 4;

export function CardBars({ marks, nameOf }: BarsProps) {
  return (
    <Card>
      <ul class="bars">
        {marks.map((mark) => (
          <li key={`${mark.group} ${mark.name}`} class={`bar ${mark.group}`}>
            <span>{nameOf(mark.name)}</span>
            <meter min={0} max={most} value={mark.value} aria-label={nameOf(mark.name)} />
            <span class="bar-number">{mark.value}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

export function CardFoot({ empty, onSave }: { empty: boolean; onSave: () => Promise<void> }) {
  const w = messages.value.cards;
  const [end, setEnd] = useState<'saved' | 'notKept' | null>(null);
  const save = () =>
    empty
      ? announce(w.nothing)
      : void onSave().then(
          () => setEnd('saved'),
          () => setEnd('notKept'),
        );
  return (
    <div class="stack card-foot">
      <Button wide tall onClick={save}>
        {w.save}
      </Button>
      <p role="status" class="sub small">
        {end === 'saved' && `${w.saved} ${common.value.states.onPhone}.`}
        {end === 'notKept' && w.notKept}
      </p>
      <p class="sub small">{w.own}</p>
    </div>
  );
}
