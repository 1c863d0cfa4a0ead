// Stands on the home screen only while reminders do not arrive: what is wrong, one tap that mends it, and the proof that it
// did. Nobody has to look into the settings to learn that their phone has gone quiet.
import './reminders.css';
import { useEffect, useState } from 'preact/hooks';
import { language } from '../../i18n';
import { deviceZone, sayMoment } from '../../lib/dates';
import { pushPermission, pushWanted } from '../../offline/push-wish';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { messages } from './messages';
import { mendPush, type PushEnd } from './push';
import { pushStatus, refreshPushStatus } from './push-status';
import { faceOf } from './reaching';
export default function RemindersNote() {
  const w = messages.value;
  const [busy, work] = useState(false);
  const [end, show] = useState<PushEnd | null>(null);
  // What had reached this phone last when the button was tapped: anything newer is the proof.
  const [before, remember] = useState<string | null | undefined>();
  useEffect(() => void refreshPushStatus(), []);

  const status = pushStatus.value;
  const reached = status?.last_reached_at ?? null;
  const face = faceOf(pushPermission(), pushWanted.value === true, status);
  const proven = before !== undefined && reached !== null && reached !== before;
  const mend = async () => {
    work(true);
    remember(reached);
    show(await mendPush().catch((): PushEnd => 'noAnswer'));
    await refreshPushStatus();
    work(false);
  };
  const say = proven ? 'on' : end === 'on' ? 'checking' : face;
  if (say !== 'stuck' && say !== 'lost' && before === undefined) return null;
  return (
    <Card label={w.title}>
      <div class="stack reaching" role="status">
        <h2>{say === 'on' || say === 'checking' || say === 'lost' ? w[say] : w.stuck}</h2>
        {proven ? (
          <p>{`${w.lastReached(sayMoment(reached, deviceZone(), language.value))} ✓`}</p>
        ) : (
          <p class="sub">
            {say === 'checking' || say === 'lost' ? w[`${say}About`] : w.stuckAbout}
          </p>
        )}
        {end && end !== 'on' && <p class="field-problem">{w.ends[end]}</p>}
        {!proven && end !== 'on' && (
          <Button wide busy={busy} onClick={mend}>
            {w.mend}
          </Button>
        )}
      </div>
    </Card>
  );
}
