// What a card said, as bars with their words and numbers; and the end of a card: Save, and where it is.
import './cards.css';
import { useState } from 'preact/hooks';
import { common } from '../../i18n';
import { deviceZone, localDay } from '../../lib/dates';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { Sheet } from '../../ui/sheet';
import { type CardHere, cardOf, deleteCard } from './cards';
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

interface FootProps {
  kind: CardHere['kind'];
  empty: boolean;
  onSave: () => Promise<void>;
  /** Today's card was deleted: nothing stands on the screen any more. */
  onDeleted: () => void;
}

export function CardFoot({ kind, empty, onSave, onDeleted }: FootProps) {
  const w = messages.value.cards;
  const [end, setEnd] = useState<'saved' | 'notKept' | 'deleted' | null>(null);
  const [asking, ask] = useState(false);
  const today = cardOf(kind, localDay(new Date(), deviceZone()));
  const remove = (id: string) =>
    void deleteCard(id).then(
      () => {
        ask(false);
        setEnd('deleted');
        onDeleted();
      },
      () => {
        ask(false);
        setEnd('notKept');
      },
    );
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
        {end === 'deleted' && w.deleted}
      </p>
      {today && (
        <Button look="plain" wide onClick={() => ask(true)}>
          {w.deleteToday}
        </Button>
      )}
      {today && asking && (
        <Sheet
          open
          title={w.deleteTitle}
          closeLabel={common.value.close}
          onClose={() => ask(false)}
        >
          <p>{w.deleteAbout}</p>
          <Button wide onClick={() => ask(false)}>
            {w.keepCard}
          </Button>
          <Button look="plain" wide onClick={() => remove(today.id)}>
            {w.deleteCard}
          </Button>
        </Sheet>
      )}
      <p class="sub small">{w.own}</p>
    </div>
  );
}
