// The one question about reminders, over whatever screen the first success was on.
import { useState } from 'preact/hooks';
import { answerPush, enablePush, type PushEnd, pushPermission } from '../actions/enablePush';
import { showInstall } from '../actions/install';
import { AskPush } from '../parts/ask-push';
import { announce } from '../util/announce';
import { words } from '../words';

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
    announce(words.value.reminders.ends[end]);
  };
  return <AskPush open busy={busy} onYes={yes} onNo={answerPush} />;
}
