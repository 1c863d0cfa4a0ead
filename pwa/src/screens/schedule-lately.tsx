// Missed one lately? The meetings of the last two weeks, each leading to its own page where one can say so.
import { useState } from 'preact/hooks';
import { pastMeetings } from '../actions/refreshSchedule';
import type { Session } from '../api/schedule';
import { Card } from '../parts/Card';
import { ListRow } from '../parts/ListRow';
import { canSay } from '../util/absences';
import { hasBegun } from '../util/meetings';
import { words } from '../words';
import { sayOther } from './session-away';
import '../styles/away.css';

export function Lately({ today, now }: { today: string; now: Date }) {
  const w = words.value.absence;
  const [found, setFound] = useState<Session[] | null | 'closed' | 'looking'>('closed');
  const look = (open: boolean) => {
    if (!open || found === 'looking' || Array.isArray(found)) return;
    setFound('looking');
    void pastMeetings(today).then(setFound);
  };
  return (
    <details class="lately" onToggle={(event) => look(event.currentTarget.open)}>
      <summary>{w.lately}</summary>
      {found === null && <p class="sub">{w.latelyOffline}</p>}
      {Array.isArray(found) && <Past all={found.filter((one) => said(one, now)).reverse()} />}
    </details>
  );
}

const said = (one: Session, now: Date) => canSay(one, now) && hasBegun(one, now);

function Past({ all }: { all: Session[] }) {
  const w = words.value.absence;
  if (all.length === 0) return <p class="sub">{w.latelyNone}</p>;
  return (
    <Card rows label={w.latelyAbout}>
      {all.map((one) => (
        <ListRow
          key={one.id}
          title={one.title}
          detail={sayOther(one)}
          href={`/schedule/${one.id}`}
        />
      ))}
    </Card>
  );
}
