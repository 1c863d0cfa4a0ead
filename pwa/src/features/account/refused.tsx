// What the server said no to, of whatever kind: nothing that was written here disappears without a word. It stays until the
// person tries it again or takes it off this phone.
import './settings.css';
import { useEffect } from 'preact/hooks';
import { language } from '../../i18n';
import { deviceZone, sayMoment } from '../../lib/dates';
import { type Item, outboxOf } from '../../offline/outbox';
import { fromState, perSession, session } from '../../offline/session';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { messages } from './messages';

const refused = fromState(perSession(outboxOf), (outbox) => outbox.refused);

export function Refused() {
  const w = messages.value.refused;
  useEffect(() => void outboxOf(session.peek()).open(), []);
  if (refused.value.length === 0) return null;
  return (
    <section>
      <h2>{w.title}</h2>
      <Card>
        <p class="sub">{w.about}</p>
        <ul class="refused-list">
          {refused.value.map((item) => (
            <li key={item.id}>
              <One item={item} />
            </li>
          ))}
        </ul>
      </Card>
    </section>
  );
}

function One({ item }: { item: Item }) {
  const w = messages.value.refused;
  const kinds: Record<string, string> = w.kinds;
  const reasons: Record<string, string> = w.reasons;
  const outbox = outboxOf(session.peek());
  return (
    <>
      <p>
        <strong>{kinds[item.kind] ?? w.other}</strong>
      </p>
      <p class="sub small">
        {sayMoment(new Date(item.order), deviceZone(), language.value)} ·{' '}
        {reasons[item.reason ?? ''] ?? w.reasons.other}
      </p>
      {item.kind === 'sharing-off' && <p role="alert">{w.stillShared}</p>}
      <div class="row">
        {item.reason !== 'unreadable' && (
          <Button look="quiet" onClick={() => void outbox.retry(item.id)}>
            {w.tryAgain}
          </Button>
        )}
        <Button look="plain" onClick={() => void outbox.discard(item.id)}>
          {w.remove}
        </Button>
      </div>
    </>
  );
}
