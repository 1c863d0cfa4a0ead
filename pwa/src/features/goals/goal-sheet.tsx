// Writing a goal: what, how one would notice, how much, by when, and when to look at it again. Only the first is needed.
import { useState } from 'preact/hooks';
import { common } from '../../i18n';
import { addDays } from '../../lib/dates';
import { useDraft } from '../../offline/use-draft';
import { Button } from '../../ui/button';
import { DraftNote } from '../../ui/draft-note';
import { Field } from '../../ui/field';
import { Sheet } from '../../ui/sheet';
import type { Goal } from './api';
import { messages } from './messages';
import { addGoal, changeGoal, removeGoal } from './state';

const longest = 200;
const firstLook = 14;

interface GoalSheetProps {
  goal?: Goal;
  reviewed?: boolean;
  today: string;
  onClose: () => void;
}

const dayOrNone = (text: string) => (/^(19[3-9]\d|2[01]\d\d)-\d\d-\d\d$/.test(text) ? text : null);

export function GoalSheet({ goal, reviewed, today, onClose }: GoalSheetProps) {
  const w = messages.value;
  const later = addDays(today, firstLook);
  const draft = useDraft(`goal:${goal?.id ?? 'new'}`, {
    what: goal?.what ?? '',
    measure: goal?.measure ?? '',
    target: goal?.target ?? '',
    by: goal?.by ?? '',
    review_on: (reviewed ? later : goal?.review_on) ?? (goal ? '' : later),
  });
  const fields = draft.value;
  const [problem, setProblem] = useState<{ what?: string; save?: string }>({});
  const set = (name: keyof typeof fields) => (value: string) =>
    draft.change({ ...fields, [name]: value });
  const doing = (done: Promise<unknown>) => {
    done.then(draft.done).then(onClose, () => setProblem({ save: messages.value.notKept }));
  };
  const save = () => {
    if (!fields.what.trim()) return setProblem({ what: w.needWhat });
    const written = {
      what: fields.what.trim(),
      measure: fields.measure.trim(),
      target: fields.target.trim(),
      by: dayOrNone(fields.by),
      review_on: dayOrNone(fields.review_on),
    };
    doing(goal ? changeGoal(goal.id, written, reviewed ? today : undefined) : addGoal(written));
  };
  return (
    <Sheet
      open
      title={goal ? w.edit(goal.what) : w.add}
      closeLabel={common.value.close}
      onClose={onClose}
    >
      <DraftNote returned={draft.returned} onStartOver={draft.startOver} />
      <Field
        label={w.what}
        value={fields.what}
        maxLength={longest}
        onInput={set('what')}
        problem={problem.what}
        spellcheck
      />
      <Field
        label={w.measure}
        hint={w.measureHint}
        value={fields.measure}
        maxLength={longest}
        onInput={set('measure')}
      />
      <Field label={w.target} value={fields.target} maxLength={longest} onInput={set('target')} />
      <Field label={w.by} type="date" value={fields.by} onInput={set('by')} />
      <Field
        label={w.reviewOn}
        hint={w.reviewHint}
        type="date"
        value={fields.review_on}
        onInput={set('review_on')}
      />
      {problem.save && (
        <p class="field-problem" role="alert">
          {problem.save}
        </p>
      )}
      <Button wide onClick={save}>
        {common.value.save}
      </Button>
      {goal && (
        <Button look="plain" wide onClick={() => doing(removeGoal(goal.id))}>
          {w.remove}
        </Button>
      )}
    </Sheet>
  );
}
