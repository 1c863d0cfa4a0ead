// From the plan to what else is the person's own: their days, or only milestones for who counts nothing, and their goals.
import { useEffect, useState } from 'preact/hooks';
import { words } from '../../i18n';
import { Card } from '../../ui/card';
import { check } from '../../ui/icons';
import { ListRow } from '../../ui/list-row';
import { walk } from '../../ui/more-icons';
import { hidesCraving } from '../schedule';

export function OwnRows() {
  const w = words.value;
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
            title={counts ? w.days.title : w.days.milestones}
            detail={w.days.sub}
            href="/days"
            leads
          />
        </li>
        <li>
          <ListRow icon={check} tone="dusk" title={w.goals.title} href="/goals" leads />
        </li>
      </ul>
    </Card>
  );
}
