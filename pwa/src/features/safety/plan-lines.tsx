// One part of a plan: its name, the lines in it, and a button that opens it for writing.
import type { ComponentChildren } from 'preact';
import { Icon } from '../../ui/icon';
import { LinkedText } from '../../ui/linked-text';
import { edit, plus } from '../../ui/more-icons';
import { messages } from './messages';

interface PlanLinesProps {
  id: string;
  title: string;
  /** For example "Step 4". */
  over?: string;
  lines: readonly string[];
  onEdit: () => void;
  children?: ComponentChildren;
}

export function PlanLines({ id, title, over, lines, onEdit, children }: PlanLinesProps) {
  const w = messages.value;
  return (
    <li class="plan-part" id={id} tabIndex={-1}>
      <div class="plan-part-head">
        <h3>
          {over && <span class="sub tiny plan-over">{over}</span>}
          {title}
        </h3>
        <button type="button" class="icon-button" aria-label={w.edit(title)} onClick={onEdit}>
          <Icon shape={lines.length > 0 ? edit : plus} size={20} />
        </button>
      </div>
      {lines.length > 0 ? (
        <ul class="plan-lines">
          {lines.map((line) => (
            <li key={line}>
              <LinkedText text={line} />
            </li>
          ))}
        </ul>
      ) : (
        <p class="visually-hidden">{w.nothingYet}</p>
      )}
      {children}
    </li>
  );
}
