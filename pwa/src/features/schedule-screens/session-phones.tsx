// Whom to call when something is in the way, and whether somebody answers now.
import { callAddress } from '../../lib/dial';
import { byWhoAnswers } from '../../lib/hours';
import { Card } from '../../ui/card';
import { phone as phoneShape } from '../../ui/icons';
import { ListRow } from '../../ui/list-row';
import { type Program, sayOpen } from '../schedule';
import { messages } from './messages';

export function Phones({ program, now }: { program: Program; now: Date }) {
  return (
    <section>
      <h2>{messages.value.call}</h2>
      <Card rows>
        {byWhoAnswers(program.phones, now).map((line) => (
          <ListRow
            key={line.number}
            icon={phoneShape}
            title={line.label}
            detail={sayOpen(line, program.zone, now) ?? line.number}
            href={callAddress(line.number)}
          />
        ))}
      </Card>
    </section>
  );
}
