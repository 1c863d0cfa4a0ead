// What one can add to a check-in: confidence, sleep, habits, what was around it, what helped, a line for oneself.
import { useState } from 'preact/hooks';
import { words } from '../words';
import { Button } from './Button';
import { Card } from './Card';
import { type Chip, Chips } from './Chips';
import { Field } from './Field';
import { Icon } from './Icon';
import { plus } from './icons';
import { Scale } from './Scale';

export interface More {
  confidence: number | null;
  sleep: 'poor' | 'ok' | 'good' | null;
  habits: string[];
  triggers: string[];
  helped: string[];
  note: string | null;
}

interface MoreAnswersProps {
  value: More;
  /** Words this person used before, offered again. */
  own: { triggers: readonly string[]; helped: readonly string[] };
  onChange: (change: Partial<More>) => void;
}

const longestWord = 60;
const mostWords = 12;
const longestNote = 280;

export function MoreAnswers({ value, own, onChange }: MoreAnswersProps) {
  const w = words.value.checkIn;
  return (
    <>
      <Card>
        <Scale
          legend={w.confidence}
          value={value.confidence}
          low={w.confidenceLow}
          high={w.confidenceHigh}
          skip={words.value.common.skip}
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
      <Card>
        <Chips
          legend={w.habits}
          chips={named(w.habitNames)}
          chosen={value.habits}
          onChange={(habits) => onChange({ habits })}
        />
      </Card>
      <Card>
        <OwnChips
          legend={w.triggers}
          names={w.triggerNames}
          own={own.triggers}
          chosen={value.triggers}
          onChange={(triggers) => onChange({ triggers })}
        />
      </Card>
      <Card>
        <OwnChips
          legend={w.helped}
          names={w.helpedNames}
          own={own.helped}
          chosen={value.helped}
          onChange={(helped) => onChange({ helped })}
        />
      </Card>
      <Card>
        <Field
          label={w.note}
          hint={w.noteHint}
          value={value.note ?? ''}
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
  own: readonly string[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
}

/** Chips of ours, chips of one's own, and a way to add another word. */
function OwnChips({ legend, names, own, chosen, onChange }: OwnChipsProps) {
  const w = words.value.checkIn;
  const [adding, setAdding] = useState(false);
  const [word, setWord] = useState('');
  const extra = [...new Set([...own, ...chosen])].filter((id) => !(id in names));
  const chips = [...named(names), ...extra.map((id) => ({ id, label: id }))];
  const add = () => {
    const clean = word.trim();
    if (clean && !chosen.includes(clean)) onChange([...chosen, clean].slice(-mostWords));
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
