// What one can add to a check-in: confidence, sleep, habits, what was going on, what helped, a line for oneself.
import { useState } from 'preact/hooks';
import { common } from '../../i18n';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { type Chip, Chips } from '../../ui/chips';
import { Field } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { plus } from '../../ui/more-icons';
import { Scale } from '../../ui/scale';
import { messages as logbookMessages } from '../logbook';
import { longestNote } from './entry';
import { messages } from './messages';

interface More {
  confidence: number | null;
  sleep: 'poor' | 'ok' | 'good' | null;
  habits: string[];
  triggers: string[];
  helped: string[];
  note: string | null;
}

export type WordList = 'habits' | 'triggers' | 'helped';

interface MoreAnswersProps {
  value: More;
  /** What is offered in each list: our words, without the hidden ones, and the person's own. */
  offer: Record<WordList, readonly string[]>;
  onChange: (change: Partial<More>) => void;
  /** A word of one's own, to be offered again next time. */
  onNew: (list: WordList, word: string) => void;
}

const longestWord = 60;
const mostWords = 12;

export function MoreAnswers({ value, offer, onChange, onNew }: MoreAnswersProps) {
  const w = messages.value;
  const list = (name: WordList, legend: string, names: Record<string, string>) => (
    <OwnChips
      legend={legend}
      names={names}
      offer={offer[name]}
      chosen={value[name]}
      onChange={(chosen) => onChange({ [name]: chosen })}
      onNew={(word) => onNew(name, word)}
    />
  );
  return (
    <>
      <Card>
        <Scale
          legend={w.confidence}
          value={value.confidence}
          low={w.confidenceLow}
          high={w.confidenceHigh}
          skip={common.value.skip}
          onChange={(confidence) => onChange({ confidence })}
        />
      </Card>
      <Card>
        <Chips
          legend={w.sleep}
          chips={named(w.sleeps)}
          chosen={value.sleep ? [value.sleep] : []}
          onChange={(ids) => onChange({ sleep: (ids.at(-1) as More['sleep'] | undefined) ?? null })}
        />
      </Card>
      <Card>{list('habits', w.habits, logbookMessages.value.offered.habitNames)}</Card>
      <Card>{list('triggers', w.triggers, logbookMessages.value.offered.triggerNames)}</Card>
      <Card>{list('helped', w.helped, logbookMessages.value.offered.helpedNames)}</Card>
      <a class="quiet-link" href="/log/words">
        {logbookMessages.value.ownWords.link}
      </a>
      <Card>
        <Field
          label={w.note}
          hint={w.noteHint}
          value={value.note ?? ''}
          lines={3}
          maxLength={longestNote}
          onInput={(note) => onChange({ note: note || null })}
        />
      </Card>
    </>
  );
}

const named = (names: Record<string, string>): Chip[] =>
  Object.entries(names).map(([id, label]) => ({ id, label }));

interface OwnChipsProps {
  legend: string;
  names: Record<string, string>;
  offer: readonly string[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
  onNew: (word: string) => void;
}

/** Chips of ours, chips of one's own, and a way to add another word. */
function OwnChips({ legend, names, offer, chosen, onChange, onNew }: OwnChipsProps) {
  const w = messages.value;
  const [adding, setAdding] = useState(false);
  const [word, setWord] = useState('');
  const chips = [...new Set([...offer, ...chosen])].map((id) => ({ id, label: names[id] ?? id }));
  const add = () => {
    const clean = word.trim();
    if (clean && !chosen.includes(clean)) onChange([...chosen, clean].slice(-mostWords));
    if (clean) onNew(clean);
    setWord('');
    setAdding(false);
  };
  return (
    <>
      <Chips
        legend={legend}
        chips={chips}
        chosen={chosen}
        onChange={(ids) => onChange(ids.slice(-mostWords))}
      >
        {!adding && (
          <button type="button" class="chip-add" onClick={() => setAdding(true)}>
            <Icon shape={plus} size={20} />
            <span class="visually-hidden">{w.ownWord}</span>
          </button>
        )}
      </Chips>
      {adding && (
        <div class="own-word">
          <Field label={w.ownWord} value={word} maxLength={longestWord} onInput={setWord} />
          <Button look="quiet" onClick={add}>
            {w.add}
          </Button>
        </div>
      )}
    </>
  );
}
