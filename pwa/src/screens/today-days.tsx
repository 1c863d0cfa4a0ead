// My days on Today, for those who switched it on: one quiet line per counter, from this phone.
import '../styles/days.css';
import { useEffect, useState } from 'preact/hooks';
import { days, marksOf, ownToday } from '../actions/days';
import { hidesCraving } from '../actions/hidesCraving';
import { daysKind, openList } from '../actions/keptLists';
import { Card } from '../parts/Card';
import { ListRow } from '../parts/ListRow';
import { walk } from '../parts/more-icons';
import { standing } from '../util/join';
import { daysTogether } from '../util/spans';
import { words } from '../words';

export default function TodayDays() {
  const w = words.value.days;
  const [today, setToday] = useState<string | null>(null);
  useEffect(() => {
    void openList(daysKind);
    void hidesCraving().then(async (hides) => setToday(hides ? null : await ownToday()));
  }, []);
  const content = days.value?.content;
  const foci = standing(content?.foci ?? []).filter((focus) => !focus.hidden);
  if (!content || !today || foci.length === 0) return null;
  return (
    <section>
      <h2>{w.title}</h2>
      <Card rows>
        <ul>
          {foci.map((focus) => {
            const count = daysTogether(marksOf(content, focus.id), today);
            return (
              <li key={focus.id}>
                <ListRow
                  icon={walk}
                  tone="moss"
                  title={focus.name}
                  detail={`${count} ${w.together(count)}`}
                  href="/days"
                  leads
                />
              </li>
            );
          })}
        </ul>
      </Card>
    </section>
  );
}
