// Own people first, then the program's phone with its hours. Used where someone may need a voice.
import { useEffect, useState } from 'preact/hooks';
import { textAddress } from '../../lib/dial';
import { drawn } from '../../lib/first-draw';
import { byWhoAnswers, type Line, lineNow } from '../../lib/hours';
import { Card } from '../../ui/card';
import { phone as phoneShape } from '../../ui/icons';
import { ListRow } from '../../ui/list-row';
import { plus } from '../../ui/more-icons';
import { sayOpen, sayWhoseClock } from '../schedule';
import { CallRow } from './call-row';
import type { HelpLines } from './help-lines';
import { messages } from './messages';

/** An old phone counts a tenth of a second at the hours of another zone: the numbers do not wait for it, only the line below. */
function useCounted(): boolean {
  const [counted, count] = useState(false);
  useEffect(() => void drawn().then(() => count(true)), []);
  return counted;
}

export function People({ lines, now }: { lines: HelpLines; now: Date }) {
  const w = messages.value;
  const counted = useCounted();
  const { zone } = lines;
  const sayDetail = (line: Line) => {
    if (!zone || !lineNow(line, now)) return line.number;
    return counted ? sayOpen(line, zone, now) : '\u00a0';
  };
  const note =
    counted && zone && lines.phones.some((line) => line.open) && sayWhoseClock(zone, now);
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
          {byWhoAnswers(lines.phones, now).map((phone) => (
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
      {note && <p class="sub small zone-note">{note}</p>}
    </section>
  );
}
