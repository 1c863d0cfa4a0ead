// A row with an icon, a name and a line below it. With an href it is a link, with onClick a button, else plain words.
import type { ComponentChildren } from 'preact';
import { Icon } from './icon';
import { forward } from './more-icons';
import type { Tone } from './session-row';

interface ListRowProps {
  icon?: string;
  /** A few characters in place of an icon, for example "988". */
  sign?: string;
  tone?: Tone | 'alert';
  title: ComponentChildren;
  detail?: string;
  href?: string;
  onClick?: () => void;
  /** Points on to another screen. */
  leads?: boolean;
  /** Shown at the end of the row, for example a button of its own. */
  children?: ComponentChildren;
}

export function ListRow(props: ListRowProps) {
  const inside = (
    <>
      {(props.icon || props.sign) && (
        <span class={`badge tone-${props.tone ?? 'accent'}`} aria-hidden="true">
          {props.icon ? <Icon shape={props.icon} size={22} /> : props.sign}
        </span>
      )}
      <span class="words">
        <span>{props.title}</span>
        {props.detail && <span class="sub small">{props.detail}</span>}
      </span>
      {props.children}
      {props.leads && <Icon shape={forward} size={20} />}
    </>
  );
  if (props.href)
    return (
      <a class="list-row" href={props.href}>
        {inside}
      </a>
    );
  if (props.onClick)
    return (
      <button type="button" class="list-row" onClick={props.onClick}>
        {inside}
      </button>
    );
  return <div class="list-row">{inside}</div>;
}
