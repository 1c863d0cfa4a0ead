// Buttons and button-shaped links. A screen has at most one filled button; everything else is quiet or plain.
import type { ComponentChildren, TargetedMouseEvent } from 'preact';
import { Icon } from './icon';

type Look = 'filled' | 'quiet' | 'warm' | 'plain' | 'on-accent' | 'ghost';

interface Shared {
  look?: Look;
  wide?: boolean;
  tall?: boolean;
  icon?: string;
  children: ComponentChildren;
}

interface ButtonProps extends Shared {
  onClick?: (event: TargetedMouseEvent<HTMLButtonElement>) => void;
  type?: 'button' | 'submit';
  disabled?: boolean;
  /** Work is under way: the button keeps its place and its words, and a second tap does nothing. */
  busy?: boolean;
  pressed?: boolean;
  id?: string;
}

function classes({ look = 'filled', wide, tall }: Shared): string {
  return `button ${look}${wide ? ' wide' : ''}${tall ? ' tall' : ''}`;
}

export function Button(props: ButtonProps) {
  const { type = 'button', busy = false, disabled = false } = props;
  return (
    <button
      id={props.id}
      type={type}
      class={classes(props)}
      disabled={disabled}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      aria-pressed={props.pressed}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else props.onClick?.(event);
      }}
    >
      {props.icon && <Icon shape={props.icon} size={20} />}
      <span>{props.children}</span>
    </button>
  );
}

interface LinkProps extends Shared {
  href: string;
  /** Another site or a meeting: opens outside the app. */
  away?: boolean;
  download?: string;
}

export function ButtonLink(props: LinkProps) {
  const away = props.away ? { target: '_blank', rel: 'noopener noreferrer' } : {};
  return (
    <a class={classes(props)} href={props.href} download={props.download} {...away}>
      {props.icon && <Icon shape={props.icon} size={20} />}
      <span>{props.children}</span>
    </a>
  );
}
