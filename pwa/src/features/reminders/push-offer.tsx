// The one question about reminders, over whatever screen the first success was on.
import { useState } from 'preact/hooks';
import { answerPush, pushPermission } from '../../offline/push-wish';
import { announce } from '../../ui/announce';
import { showInstall } from '../../ui/install-prompt';
import { AskPush } from './ask-push';
import { messages } from './messages';
import { enablePush, type PushEnd } from './push';
export default function PushOffer() {
  const [busy, work] = useState(false);
  const yes = async () => {
    if (pushPermission() === 'homeScreen') {
      answerPush();
      showInstall();
      return;
    }
    work(true);
    const end = await enablePush().catch((): PushEnd => 'noAnswer');
    answerPush();
    announce(messages.value.ends[end]);
  };
  return <AskPush open busy={busy} onYes={yes} onNo={answerPush} />;
}
