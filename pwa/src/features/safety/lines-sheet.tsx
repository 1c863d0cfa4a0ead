// Writing the lines of one part of a plan: a plain text area, one thing per line.
import { useState } from 'preact/hooks';
import { common } from '../../i18n';
import { Button } from '../../ui/button';
import { Field } from '../../ui/field';
import { Sheet } from '../../ui/sheet';
import { messages } from './messages';

const mostLines = 10;
const longest = 200;

interface LinesSheetProps {
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

export function LinesSheet({ title, ask, lines, onClose, onSave }: LinesSheetProps) {
  const [text, setText] = useState(lines.join('\n'));
  const [problem, setProblem] = useState<string>();
  const save = async () => {
    const written = linesOf(text);
    if (written.length > mostLines) return setProblem(messages.value.linesFull);
    if (written.some((line) => line.length > longest)) return setProblem(messages.value.lineLong);
    await onSave(written).then(onClose, () => setProblem(messages.value.notKept));
  };
  return (
    <Sheet open title={title} closeLabel={common.value.close} onClose={onClose}>
      <p class="sub">{ask}</p>
      <Field
        label={messages.value.linesLabel}
        value={text}
        onInput={setText}
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
