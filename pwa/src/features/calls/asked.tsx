// A call that was asked for, wherever one may look for it, and one tap to take it back.
import { useEffect } from 'preact/hooks';
import { language } from '../../i18n';
import { deviceZone, localDay, sayMoment, sayTime } from '../../lib/dates';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { useTask } from '../../ui/task';
import type { Call } from './api';
import { messages } from './messages';
import { asking, openCalls, refreshCalls, takeBackCalls, takingBack, waiting } from './state';

/** On Today: asks what became of it. */
export default function Asked() {
  useEffect(() => void refreshCalls(), []);
  return <AskedHere />;
}

/** From this phone alone: on Help nobody sees that it was opened. */
export const AskedHere = () => <AskedCall whole={false} />;

/** `whole`: with all that is known of it. */
export function AskedCall({ whole }: { whole: boolean }) {
  const w = messages.value;
  useEffect(() => void openCalls(), []);
  const task = useTask();
  const unsent = asking.value.filter((one) => one.state !== 'refused').at(-1)?.value;
  const sent = waiting.value[0];
  const at = unsent?.asked_at ?? sent?.asked_at;
  if (!at) return takingBack.value.length > 0 ? <Note text={w.takenBackHere} /> : null;
  const takeBack = () =>
    task.run(async () => {
      announce((await takeBackCalls()) === 'nowhere' ? w.notTakenBack : w.takenBack);
    });
  return (
    <Card>
      <div class="stack">
        <p role="status">
          <b>{sayAsked(at)}</b> {unsent || !sent ? w.notSent : sayBecame(sent, whole)}
        </p>
        {whole && sent && !unsent && <p class="sub small">{sayReceived(sent)}</p>}
        <Button look="quiet" busy={task.busy} onClick={() => void takeBack()}>
          {w.takeBack}
        </Button>
      </div>
    </Card>
  );
}

function sayBecame(call: Call, whole: boolean): string {
  const w = messages.value;
  if (call.state === 'waiting' && !whole) return w.waiting;
  return w.became[call.state](call.by ?? w.somebody);
}

export const sayReceived = (call: Call) =>
  messages.value.receivedAt(sayMoment(call.received_at, deviceZone(), language.value));

function Note({ text }: { text: string }) {
  return (
    <Card>
      <p role="status">{text}</p>
    </Card>
  );
}

/** "You asked for a call at 8:09 PM.", on this phone's clock; of another day with its date. */
function sayAsked(at: string): string {
  const [w, zone, tongue] = [messages.value, deviceZone(), language.value];
  if (localDay(at, zone) === localDay(new Date(), zone))
    return w.askedAt(sayTime(at, zone, tongue));
  return w.askedOn(sayMoment(at, zone, tongue));
}
