// The lines that answer at any hour. 911 comes last and is the only thing with a red edge.
import { language } from '../../i18n';
import { Card } from '../../ui/card';
import { CallRow } from './call-row';
import { crisisLines, smsAddress } from './crisis-list';
import { messages } from './messages';
export function CrisisLines() {
  const tongue = language.value;
  return (
    <section>
      <h2>{messages.value.anyHour}</h2>
      <Card rows>
        <ul>
          {crisisLines.map((line) => (
            <CallRow
              key={line.id}
              title={line.title[tongue]}
              name={line.call ?? line.text_to ?? undefined}
              detail={line.about[tongue]}
              call={line.call}
              text={smsAddress(line)}
              urgent={line.urgent}
            />
          ))}
        </ul>
      </Card>
    </section>
  );
}
