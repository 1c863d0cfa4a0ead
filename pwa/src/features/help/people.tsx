// Own people first, then the program's phone with its hours. Used where someone may need a voice.
import { useEffect, useState } from 'preact/hooks';
import { language } from '../../i18n';
import { addDays, localDay, sayClock, sayWeekday } from '../../lib/dates';
import { textAddress } from '../../lib/dial';
import { drawn } from '../../lib/first-draw';
import { answered, type OpenHours } from '../../lib/hours';
import { Card } from '../../ui/card';
import { phone as phoneShape } from '../../ui/icons';
import { ListRow } from '../../ui/list-row';
import { plus } from '../../ui/more-icons';
import { CallRow } from './call-row';
import type { HelpLines } from './help-lines';
import { messages } from './messages';

function sayHours(hours: readonly OpenHours[], zone: string, now: Date): string | undefined {
  const w = messages.value;
  const tongue = language.value;
  const found = answered(hours, zone, now);
  if (!found) return undefined;
  if (found.open) return w.openUntil(sayClock(found.until, tongue));
  const time = sayClock(found.opens, tongue);
  if (found.inDays === 0) return w.opensToday(time);
  return w.opens(sayWeekday(addDays(localDay(now, zone), found.inDays), tongue, 'long'), time);
}

/** An old phone counts a tenth of a second at the hours of another zone: the numbers do not wait for it, only the line below. */
function useCounted(): boolean {
  const [counted, count] = useState(false);
  useEffect(() => void drawn().then(() => count(true)), []);
  return counted;
}

export function People({ lines, now }: { lines: HelpLines; now: Date }) {
  const w = messages.value;
  const counted = useCounted();
  const sayDetail = ({ hours, number }: HelpLines['phones'][number]) => {
    if (!lines.zone) return number;
    if (hours.length === 0) return undefined;
    return counted ? sayHours(hours, lines.zone, now) : '\u00a0';
  };
  return (
    <section>
      <h2>{w.people}</h2>
      <Card rows>
        <ul>
          {lines.people.map((person) => (
            <CallRow
              key={person.id}
              title={person.name}
              call={person.phone}
              text={textAddress(person.phone)}
            />
          ))}
          {lines.phones.map((phone) => (
            <CallRow
              key={phone.number}
              title={phone.label || w.program}
              detail={sayDetail(phone)}
              call={phone.number}
            />
          ))}
          <li>
            <ListRow
              icon={phoneShape}
              title={messages.value.callMe}
              detail={messages.value.callMeAbout}
              href="/call-me"
              leads
            />
          </li>
          {lines.people.length === 0 && (
            <li>
              <ListRow
                icon={plus}
                title={w.addPeople}
                detail={w.addPeopleAbout}
                href="/plan"
                leads
              />
            </li>
          )}
        </ul>
      </Card>
    </section>
  );
}
