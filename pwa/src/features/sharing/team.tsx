// Who was on the care team, from when until when. Asked for only when somebody opens it.
import { useEffect, useState } from 'preact/hooks';
import { common, language } from '../../i18n';
import { deviceZone, localDay, sayDate } from '../../lib/dates';
import type { Membership } from './api';
import { messages } from './messages';
import { refreshTeam, team, teamFresh } from './state';

const day = (instant: string) => sayDate(localDay(instant, deviceZone()), language.value);

function when(one: Membership): string {
  const w = messages.value;
  return one.until ? w.teamPast(day(one.since), day(one.until)) : w.teamNow(day(one.since));
}

export function TeamHistory() {
  const w = messages.value;
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (open) void refreshTeam();
  }, [open]);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{w.teamHistory}</summary>
      <Members known={team.value} />
    </details>
  );
}

function Members({ known }: { known: Membership[] | null }) {
  const w = messages.value;
  if (!known) return <p class="sub">{teamFresh.value ? common.value.loading : w.logNeedsNet}</p>;
  if (known.length === 0) return <p class="sub">{w.nobodyYet}</p>;
  return (
    <ol class="looks">
      {known.map((one) => (
        <li key={`${one.name} ${one.since}`}>
          <span>{one.name}</span>
          <span class="sub small">{when(one)}</span>
        </li>
      ))}
    </ol>
  );
}
