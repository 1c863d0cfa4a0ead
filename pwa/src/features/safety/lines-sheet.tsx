// Writing the lines of one part of a plan: a plain text area, one thing per line.
import { useState } from 'preact/hooks';
import { common } from '../../i18n';
import { useDraft } from '../../offline/use-draft';
import { Button } from '../../ui/button';
import { DraftNote } from '../../ui/draft-note';
import { Field } from '../../ui/field';
import { Sheet } from '../../ui/sheet';
import { messages } from './messages';

const mostLines = 10;
const longest = 200;

interface LinesSheetProps {
  /** Tells this part of a plan from the others. */
  name: string;
  title: string;
  ask: string;
  lines: readonly string[];
  onClose: () => void;
  /** Rejects when this phone could not keep it; the sheet then stays with what was written. */
  onSave: (lines: string[]) => Promise<void>;
}

/** The lines of a text, trimmed, without empty ones and repetitions. */
export function linesOf(text: string): string[] {
  return [
    ...new Set(
      text
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    ),
  ];
}

export function LinesSheet({ name, title, ask, lines, onClose, onSave }: LinesSheetProps) {
  const w = messages.value;
  const draft = useDraft(`lines:${name}`, lines.join('\n'));
  const [problem, setProblem] = useState<string>();
  const save = async () => {
    const written = linesOf(draft.value);
    if (written.length > mostLines) return setProblem(w.linesFull);
    if (written.some((line) => line.length > longest)) return setProblem(w.lineLong);
    try {
      await onSave(written);
      await draft.done();
      onClose();
    } catch {
      setProblem(w.notKept);
    }
  };
  return (
    <Sheet open title={title} closeLabel={common.value.close} onClose={onClose}>
      <p class="sub">{ask}</p>
      <DraftNote returned={draft.returned} onStartOver={draft.startOver} />
      <Field
        label={w.linesLabel}
        value={draft.value}
        onInput={draft.change}
        lines={6}
        problem={problem}
        spellcheck
      />
      <Button wide onClick={save}>
        {common.value.save}
      </Button>
    </Sheet>
  );
}
