// From the plan to what else is the person's own: their days, or only milestones for who counts nothing, and their goals.
import { useEffect, useState } from 'preact/hooks';
import { Card } from '../../ui/card';
import { ListRow } from '../../ui/list-row';
import { check, walk } from '../../ui/more-icons';
import { hidesCraving } from '../schedule';
import { messages } from './messages';

export function OwnRows() {
  const w = messages.value;
  const [counts, setCounts] = useState(false);
  useEffect(() => {
    void hidesCraving().then((hides) => setCounts(!hides));
  }, []);
  return (
    <Card rows>
      <ul>
        <li>
          <ListRow
            icon={walk}
            tone="moss"
            title={counts ? w.days : w.milestones}
            detail={w.daysAbout}
            href="/days"
            leads
          />
        </li>
        <li>
          <ListRow icon={check} tone="dusk" title={w.goals} href="/goals" leads />
        </li>
      </ul>
    </Card>
  );
}
