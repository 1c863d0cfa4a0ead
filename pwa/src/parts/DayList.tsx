// The segments of one day in order, what is over dimmed, what changed said in words. Each leads to its own page.
import { hasBegun, isOver } from '../util/meetings';
import { words } from '../words';
import { Card } from './Card';
import { toneOf } from './kinds';
import { type SaidMeeting, sayChange, sayStart, sayWhere } from './meeting-words';
import { SessionRow } from './SessionRow';

interface DayListProps {
  meetings: readonly SaidMeeting[];
  zone: string;
  now: Date;
  /** The one that is next, if it is on this day. */
  next?: string;
  /** The meetings one said one cannot be at. */
  gone?: ReadonlySet<string>;
}

export function DayList({ meetings, zone, now, next, gone }: DayListProps) {
  return (
    <Card rows>
      <ol>
        {meetings.map((one) => (
          <li key={one.id}>
            <Row
              one={one}
              zone={zone}
              now={now}
              isNext={one.id === next}
              gone={gone?.has(one.id)}
            />
          </li>
        ))}
      </ol>
    </Card>
  );
}

interface RowProps {
  one: SaidMeeting;
  zone: string;
  now: Date;
  isNext: boolean;
  gone?: boolean;
}

function sayNote({ one, zone, now, gone }: RowProps): string | undefined {
  if (gone) return words.value.today.saidCannot;
  return hasBegun(one, now) && one.status !== 'cancelled' ? undefined : sayChange(one, zone);
}

function Row(props: RowProps) {
  const { one, now, isNext } = props;
  const detail = [sayWhere(one), one.optional && words.value.schedule.optional];
  const state =
    one.status === 'cancelled'
      ? 'cancelled'
      : isOver(one, now)
        ? 'past'
        : isNext
          ? 'next'
          : undefined;
  return (
    <SessionRow
      time={sayStart(one)}
      dateTime={one.starts_at}
      title={one.title}
      tone={toneOf(one.kind)}
      detail={detail.filter(Boolean).join(' · ') || undefined}
      note={sayNote(props)}
      state={state}
      href={one.kind === 'break' ? undefined : `/schedule/${one.id}`}
    />
  );
}
