// Whether reminders reach this phone: the one thing at the top, with the one button that is of use now.
import { useState } from 'preact/hooks';
import { language } from '../../i18n';
import { deviceZone, sayMoment } from '../../lib/dates';
import { pushPermission, pushWanted } from '../../offline/push-wish';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { showInstall } from '../../ui/install-prompt';
import { messages } from './messages';
import { disablePush, enablePush, mendPush, type PushEnd } from './push';
import { type PushStatus, pushStatus, refreshPushStatus, sendTest } from './push-status';

type Face = 'off' | 'on' | 'checking' | 'lost' | 'stuck' | 'denied' | 'unsupported' | 'homeScreen';

/** What to say first. A phone that cannot show reminders says so before anything else. */
export function faceOf(
  can: ReturnType<typeof pushPermission>,
  here: boolean,
  status: PushStatus | null,
): Face {
  if (can === 'unsupported' || can === 'homeScreen' || can === 'denied') return can;
  if (!here || can !== 'granted' || !status || status.state === 'off') return 'off';
  if (status.state === 'gone' || status.state === 'suspended') return 'lost';
  if (status.state === 'unverified') return 'checking';
  return status.stuck ? 'stuck' : 'on';
}

export function Reaching() {
  const w = messages.value;
  const [busy, work] = useState(false);
  const [end, show] = useState<PushEnd | null>(null);
  const status = pushStatus.value;
  const face = faceOf(pushPermission(), pushWanted.value === true, status);
  const connect = async (how: () => Promise<PushEnd>) => {
    work(true);
    show(await how().catch((): PushEnd => 'noAnswer'));
    await refreshPushStatus();
    work(false);
  };
  return (
    <Card label={w.title}>
      <div class="stack reaching" role="status">
        <FaceText face={face} />
        {end && end !== face && end !== 'on' && <p class="field-problem">{w.ends[end]}</p>}
        {(face === 'on' || face === 'stuck') && <Proof status={status} />}
        {face === 'off' && (
          <Button wide busy={busy} onClick={() => connect(enablePush)}>
            {w.turnOn}
          </Button>
        )}
        {(face === 'lost' || face === 'stuck') && (
          <Button wide busy={busy} onClick={() => connect(mendPush)}>
            {w.mend}
          </Button>
        )}
        {face === 'homeScreen' && (
          <Button wide onClick={showInstall}>
            {w.howHome}
          </Button>
        )}
        {(face === 'on' || face === 'checking') && <Trying canTest={face === 'on'} />}
      </div>
    </Card>
  );
}

function FaceText({ face }: { face: Face }) {
  const w = messages.value;
  const about: Partial<Record<Face, string>> = {
    off: w.offAbout,
    checking: w.checkingAbout,
    lost: w.lostAbout,
    stuck: w.stuckAbout,
  };
  if (face === 'denied' || face === 'unsupported' || face === 'homeScreen')
    return <p>{w.ends[face]}</p>;
  return (
    <>
      <h2>{w[face]}</h2>
      {about[face] && <p class="sub">{about[face]}</p>}
    </>
  );
}

function Proof({ status }: { status: PushStatus | null }) {
  const w = messages.value;
  const say = (instant: string) => sayMoment(instant, deviceZone(), language.value);
  return (
    <div class="proof">
      <p>
        {status?.last_reached_at
          ? `${w.lastReached(say(status.last_reached_at))} ✓`
          : w.neverReached}
      </p>
      <p class="sub">{status?.next_due_at ? w.nextDue(say(status.next_due_at)) : w.noneDue}</p>
    </div>
  );
}

function Trying({ canTest }: { canTest: boolean }) {
  const w = messages.value;
  const [busy, work] = useState(false);
  const test = async () => {
    work(true);
    announce(w.tests[await sendTest()]);
    work(false);
  };
  const off = async () => {
    await disablePush();
    await refreshPushStatus();
  };
  return (
    <>
      {canTest && (
        <Button wide look="quiet" busy={busy} onClick={test}>
          {w.test}
        </Button>
      )}
      <Button wide look="plain" onClick={off}>
        {w.turnOff}
      </Button>
    </>
  );
}
