// A phone that a new code opened, until it is clear whose it is. Whatever is left of the ways to come back confirms it; Help,
// schedule and log are open meanwhile.
import './welcome.css';
import { useEffect, useState } from 'preact/hooks';
import { firstMessages, language } from '../../i18n';
import { deviceZone, sayMoment } from '../../lib/dates';
import { back, go } from '../../lib/location';
import { me, unconfirmed, whoIsHere } from '../../offline/sign-in';
import { announce } from '../../ui/announce';
import { Button, ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { ScreenHead } from '../../ui/screen-head';
import { useTask } from '../../ui/task';
import { messages } from './messages';
import { confirmThisPhone, type Shown } from './state';
import { ScreenLock, Typed } from './ways';
import { canUsePasskeys } from './webauthn';

async function show(shown: Shown): Promise<void> {
  await confirmThisPhone(shown);
  announce(messages.value.confirm.done);
}

export default function Confirm() {
  const w = messages.value.confirm;
  const here = me.value;
  useEffect(() => {
    if (here && !unconfirmed.value) go('/', { replace: true });
  }, [here]);
  useEffect(() => void whoIsHere(), []);
  if (!here) return null;
  return (
    <main class="screen">
      <ScreenHead title={w.title} sub={w.about} onBack={() => back('/')} />
      <div class="stack stack-wide">
        {here.opens_at && (
          <Card>
            <p>{w.opens(sayMoment(here.opens_at, deviceZone(), language.value))}</p>
          </Card>
        )}
        {here.has_other_phone && <OtherPhone />}
        {here.passkey_count > 0 && canUsePasskeys() && (
          <Card>
            <ScreenLock show={show} />
          </Card>
        )}
        {here.has_passphrase && (
          <section>
            <h2>{w.passphrase}</h2>
            <Card>
              <Typed
                label={firstMessages.value.signIn.passphrase}
                button={w.button}
                secret
                show={(passphrase) => show({ passphrase })}
              />
            </Card>
          </section>
        )}
        {here.has_recovery_card && (
          <section>
            <h2>{w.card}</h2>
            <Card>
              <Typed label={w.cardLabel} button={w.button} show={(card) => show({ card })} />
            </Card>
          </section>
        )}
        {!here.opens_at && (
          <section>
            <h2>{w.staff}</h2>
            <Card>
              <div class="stack">
                <p class="sub">{w.staffAbout}</p>
                <ButtonLink look="plain" href="/call-me">
                  {w.call}
                </ButtonLink>
              </div>
            </Card>
          </section>
        )}
      </div>
    </main>
  );
}

function OtherPhone() {
  const w = messages.value.confirm;
  const task = useTask();
  const [looked, setLooked] = useState(false);
  const look = async () => {
    await task.run(whoIsHere);
    if (unconfirmed.peek()) setLooked(true);
    else announce(w.done);
  };
  return (
    <section>
      <h2>{w.otherPhone}</h2>
      <Card>
        <div class="stack">
          <p class="sub">{w.otherPhoneAbout}</p>
          <Button look="quiet" wide busy={task.busy} onClick={look}>
            {w.otherPhoneDone}
          </Button>
          {looked && (
            <p class="sub" role="status">
              {w.notYet}
            </p>
          )}
        </div>
      </Card>
    </section>
  );
}
