// Missed one lately? The days of the last week on which one could have come, each leading to where one can say so.
import { useState } from 'preact/hooks';
import { language } from '../../i18n';
import { sayDay } from '../../lib/dates';
import { Card } from '../../ui/card';
import { ListRow } from '../../ui/list-row';
import type { Session } from '../schedule';
import { pastMeetings, sayList, schedule } from '../schedule';
import './away.css';
import { messages } from './messages';
import { gone } from './state';
import { lately } from './visit-rules';

export function Lately({ today, now }: { today: string; now: Date }) {
  const w = messages.value;
  const [found, setFound] = useState<Session[] | null | 'closed' | 'looking'>('closed');
  const look = (open: boolean) => {
    if (!open || found === 'looking' || Array.isArray(found)) return;
    setFound('looking');
    void pastMeetings(today).then(setFound);
  };
  const enrolled = schedule.value?.enrollment;
  const first = enrolled?.begins_on ?? enrolled?.starts_on ?? today;
  return (
    <details class="lately" onToggle={(event) => look(event.currentTarget.open)}>
      <summary>{w.lately}</summary>
      {found === null && <p class="sub">{w.latelyOffline}</p>}
      {Array.isArray(found) && <Past visits={lately(found, first, gone.value, now)} />}
    </details>
  );
}

function Past({ visits }: { visits: Session[][] }) {
  const w = messages.value;
  if (visits.length === 0) return <p class="sub">{w.latelyNone}</p>;
  return (
    <Card rows label={w.latelyAbout}>
      {visits.map((visit) => (
        <ListRow
          key={visit[0]?.id}
          title={sayDay(visit[0]?.local_date ?? '', language.value)}
          detail={sayList(visit.map((one) => one.title))}
          href={`/schedule/${visit[0]?.id}?say=away`}
        />
      ))}
    </Card>
  );
}
