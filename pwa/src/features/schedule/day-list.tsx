// The segments of one day in order, what is over dimmed, what changed said in words. Each leads to its own page.
import { firstMessages } from '../../i18n';
import { Card } from '../../ui/card';
import { SessionRow } from '../../ui/session-row';
import type { ChangeMarker } from './change-rules';
import { sayKind, toneOf } from './kinds';
import { type SaidMeeting, sayChange, sayChangeMarker, sayStart, sayWhere } from './meeting-text';
import { messages } from './messages';
import { hasBegun, isOver } from './rules';

interface DayListProps {
  meetings: readonly SaidMeeting[];
  zone: string;
  now: Date;
  /** The one that is next, if it is on this day. */
  next?: string;
  /** The meetings one said one cannot be at. */
  gone?: ReadonlySet<string>;
  changeMarkers?: ReadonlyMap<string, ChangeMarker>;
}

export function DayList({ meetings, zone, now, next, gone, changeMarkers }: DayListProps) {
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
              marker={changeMarkers?.get(one.id)}
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
  marker?: ChangeMarker;
}

function Row({ one, zone, now, isNext, gone, marker }: RowProps) {
  const kind = one.untranslated && sayKind(one.kind);
  const detail = [kind, sayWhere(one), one.optional && messages.value.optional];
  const state =
    one.status === 'cancelled'
      ? 'cancelled'
      : isOver(one, now)
        ? 'past'
        : isNext
          ? 'next'
          : undefined;
  // What is called off says so once: as a change, then as its state.
  const quiet = marker === 'off' || (hasBegun(one, now) && one.status !== 'cancelled');
  const note = quiet ? undefined : sayChange(one, zone);
  const word = sayChangeMarker(marker);
  return (
    <SessionRow
      time={sayStart(one)}
      dateTime={one.starts_at}
      title={one.title}
      tone={toneOf(one.kind)}
      detail={detail.filter(Boolean).join(' · ') || undefined}
      note={gone ? firstMessages.value.today.saidCannot : note}
      marker={word ? { id: one.id, word } : undefined}
      state={state}
      href={one.kind === 'break' ? undefined : `/schedule/${one.id}`}
    />
  );
}
