// On Today, only where something was refused: one line that leads to where it can be tried again or removed.
import { outboxOf } from '../../offline/outbox';
import { fromState, perSession } from '../../offline/session';
import { Card } from '../../ui/card';
import { ListRow } from '../../ui/list-row';
import { messages } from './messages';

const refused = fromState(perSession(outboxOf), (outbox) => outbox.refused);

export default function RefusedNote() {
  const w = messages.value.refused;
  const count = refused.value.length;
  if (count === 0) return null;
  return (
    <Card rows>
      <ListRow title={w.note(count)} detail={w.noteAbout} href="/settings" leads />
    </Card>
  );
}
