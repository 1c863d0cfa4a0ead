// Right after the code: an offer to set up a way back in. "Later" is as good an answer as any.
import { useState } from 'preact/hooks';
import { common, firstMessages } from '../../i18n';
import { deviceName } from '../../lib/device';
import { go } from '../../lib/location';
import { sayProblem } from '../../offline/problem-text';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { ScreenHead } from '../../ui/screen-head';
import { useTask } from '../../ui/task';
import { PassphraseForm } from './passphrase-form';
import { addPasskey, setPassphrase } from './state';
import { canUsePasskeys } from './webauthn';

const home = () => go('/', { replace: true });

export function ComeBack({ name }: { name: string }) {
  const w = firstMessages.value.welcome.comeBack;
  const [typing, setTyping] = useState(false);
  const task = useTask();
  const problem = task.problem ? sayProblem(task.problem) : undefined;
  const finish = async (work: () => Promise<void>) => {
    if (await task.run(work)) home();
  };
  return (
    <main class="screen">
      <ScreenHead
        over={firstMessages.value.welcome.hello(name)}
        title={w.title}
        sub={w.sub}
        withoutUrge
      />
      <div class="stack">
        {canUsePasskeys() && (
          <Card>
            <div class="stack">
              <Button
                wide
                tall
                busy={task.busy && !typing}
                look={typing ? 'quiet' : 'filled'}
                onClick={() => finish(() => addPasskey(deviceName()))}
              >
                {w.passkey}
              </Button>
              <p class="sub small">{w.passkeyAbout}</p>
              {problem && !typing && (
                <p class="field-problem" role="alert">
                  {problem}
                </p>
              )}
            </div>
          </Card>
        )}
        <Card>
          {typing ? (
            <PassphraseForm
              purpose="choose"
              submit={common.value.save}
              busy={task.busy}
              problem={problem}
              onSubmit={(v) => finish(() => setPassphrase(v.name, v.passphrase))}
            />
          ) : (
            <div class="stack">
              <Button wide tall look="quiet" onClick={() => setTyping(true)}>
                {w.passphrase}
              </Button>
              <p class="sub small">{w.passphraseAbout}</p>
            </div>
          )}
        </Card>
        <Button look="plain" wide onClick={home}>
          {w.later}
        </Button>
      </div>
    </main>
  );
}
