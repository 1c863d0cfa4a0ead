// My days on Today, for those who switched it on: one quiet line per counter, from this phone.
import '../../styles/days.css';
import { useEffect, useState } from 'preact/hooks';
import { present } from '../../lib/revisions';
import { ownToday } from '../../offline/own-day';
import { Card } from '../../ui/card';
import { ListRow } from '../../ui/list-row';
import { walk } from '../../ui/more-icons';
import { hidesCraving } from '../schedule';
import { daysTogether } from './intervals';
import { messages } from './messages';
import { days, marksOf, openDays } from './state';
export default function TodayDays() {
  const w = messages.value;
  const [today, setToday] = useState<string | null>(null);
  useEffect(() => {
    void openDays();
    void hidesCraving().then(async (hides) => setToday(hides ? null : await ownToday()));
  }, []);
  const content = days.value?.content;
  const trackers = present(content?.foci ?? []).filter((focus) => !focus.hidden);
  if (!content || !today || trackers.length === 0) return null;
  return (
    <section>
      <h2>{w.title}</h2>
      <Card rows>
        <ul>
          {trackers.map((focus) => {
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
