// Whom to call when something is in the way, and whether somebody answers now.
import { language } from '../../i18n';
import { addDays, localDay, sayClock, sayWeekday } from '../../lib/dates';
import { callAddress } from '../../lib/dial';
import { answered } from '../../lib/hours';
import { Card } from '../../ui/card';
import { phone as phoneShape } from '../../ui/icons';
import { ListRow } from '../../ui/list-row';
import type { Program } from '../schedule';
import { messages } from './messages';
export function Phones({ program, now }: { program: Program; now: Date }) {
  return (
    <section>
      <h2>{messages.value.call}</h2>
      <Card rows>
        {program.phones.map((line) => (
          <ListRow
            key={line.number}
            icon={phoneShape}
            title={line.label}
            detail={sayAnswered(line.hours, program.zone, now) ?? line.number}
            href={callAddress(line.number)}
          />
        ))}
      </Card>
    </section>
  );
}

function sayAnswered(
  hours: Program['phones'][number]['hours'],
  zone: string,
  now: Date,
): string | null {
  const answer = answered(hours, zone, now);
  if (!answer) return null;
  const clock = (wall: string) => sayClock(wall, language.value);
  if (answer.open) return messages.value.openUntil(clock(answer.until));
  if (answer.inDays === 0) return messages.value.opensToday(clock(answer.opens));
  return messages.value.opens(dayIn(answer.inDays, zone, now), clock(answer.opens));
}

function dayIn(days: number, zone: string, now: Date): string {
  return sayWeekday(addDays(localDay(now, zone), days), language.value, 'long');
}
