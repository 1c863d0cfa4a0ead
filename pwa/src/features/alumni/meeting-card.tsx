// The next meeting of a group, as the one coloured card or as a quiet one.
import type { ComponentChildren } from 'preact';
import { Card } from '../../ui/card';
import { LinkedText } from '../../ui/linked-text';

interface MeetingCardProps {
  tone?: 'next' | 'plain';
  /** For example "Wednesday, March 11, 7:00 PM". */
  when: string;
  dateTime: string;
  name: string;
  /** Place and whom to ask for. */
  where: string;
  about?: string;
  children?: ComponentChildren;
}

export function MeetingCard({
  tone,
  when,
  dateTime,
  name,
  where,
  about,
  children,
}: MeetingCardProps) {
  return (
    <Card tone={tone}>
      <p class="sub">
        <time dateTime={dateTime}>{when}</time>
      </p>
      <h2>{name}</h2>
      <p>{where}</p>
      {about && (
        <p class="sub small">
          <LinkedText text={about} />
        </p>
      )}
      {children}
    </Card>
  );
}
