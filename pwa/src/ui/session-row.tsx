// One line of a day: time, a coloured dot for the kind, the title and what else there is to say. Values in, a link out.
import type { ComponentChildren } from 'preact';

export type Tone = 'accent' | 'warm' | 'dusk' | 'moss' | 'quiet';

interface SessionRowProps {
  /** As it shall be read, for example "4:00". */
  time: string;
  /** For machines: the instant. */
  dateTime?: string;
  title: string;
  tone: Tone;
  detail?: string;
  /** Words such as "Cancelled" or "Moved from 3:00". */
  note?: string;
  state?: 'next' | 'past' | 'cancelled';
  /** One word for what is new about it since the last look, and whose it is. */
  marker?: { id: string; word: string };
  href?: string;
  children?: ComponentChildren;
}

/** Quiet, and a word, not a colour. `data-news` lets the screen know that it was seen. */
export function ChangeMarkerText({ id, word }: { id: string; word: string }) {
  return (
    <span class="news" data-news={id}>
      {word}
    </span>
  );
}

export function SessionRow(props: SessionRowProps) {
  const inside = (
    <>
      <time dateTime={props.dateTime}>{props.time}</time>
      <span class={`dot tone-${props.tone}`} aria-hidden="true" />
      <span class="session-words">
        <span class="session-title">{props.title}</span>
        {props.detail && <span class="sub small">{props.detail}</span>}
        {props.note && <span class="session-note small">{props.note}</span>}
        {props.marker && <ChangeMarkerText {...props.marker} />}
      </span>
      {props.children}
    </>
  );
  const name = `session-row${props.state ? ` ${props.state}` : ''}`;
  return props.href ? (
    <a class={name} href={props.href}>
      {inside}
    </a>
  ) : (
    <div class={name}>{inside}</div>
  );
}
