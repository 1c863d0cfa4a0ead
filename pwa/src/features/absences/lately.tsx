// Missed one lately? The meetings of the last two weeks, each leading to its own page where one can say so.
import { useState } from 'preact/hooks';
import { Card } from '../../ui/card';
import { ListRow } from '../../ui/list-row';
import type { Session } from '../schedule';
import { hasBegun, pastMeetings } from '../schedule';
import { sayOther } from './absence-text';
import { canSay } from './rules';
import './away.css';
import { messages } from './messages';

export function Lately({ today, now }: { today: string; now: Date }) {
  const w = messages.value;
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
      {Array.isArray(found) && (
        <Past all={found.filter((one) => mayBeMissed(one, now)).reverse()} />
      )}
    </details>
  );
}

const mayBeMissed = (one: Session, now: Date) => canSay(one, now) && hasBegun(one, now);

function Past({ all }: { all: Session[] }) {
  const w = messages.value;
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
