// Half an hour after an urge was written down: where is it now? Asked once; "not now" is an answer.
import '../../ui/scale.css';
import '../../ui/chips.css';
import './urge.css';
import { useEffect, useState } from 'preact/hooks';
import { common, language } from '../../i18n';
import { deviceZone, sayTime } from '../../lib/dates';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { Chips } from '../../ui/chips';
import { useNow } from '../../ui/now';
import { Scale } from '../../ui/scale';
import { messages as logbookMessages, offered, ownLists } from '../logbook';
import { messages } from './messages';
import { answerUrge, bestDrops, doNotAsk, logWait, lookForUrge, openUrge, toAsk } from './state';

export default function UrgeAsk() {
  const now = useNow();
  useEffect(() => {
    void openUrge();
  }, []);
  useEffect(() => void lookForUrge(now.getTime()), [now]);
  const about = toAsk.value;
  if (!about) return null;
  return (
    <Question key={about.id} id={about.id} at={about.recorded_at} before={about.craving ?? 0} />
  );
}

function Question({ id, at, before }: { id: string; at: string; before: number }) {
  const w = messages.value;
  const [now, setNow] = useState<number | null>(null);
  const [helped, setHelped] = useState<string[]>([]);
  const save = async () => {
    if (now === null) return;
    announce((await answerUrge(now, helped)) === 'saved' ? w.logged : w.notLogged);
  };
  const notNow = () => doNotAsk(id).catch(() => announce(common.value.notStored));
  return (
    <Card>
      <p class="sub">{w.ask(sayTime(at, deviceZone(), language.value), before)}</p>
      <Scale
        legend={w.askNow}
        value={now}
        low={w.none}
        high={w.most}
        skip={common.value.skip}
        onChange={setNow}
      />
      <Did chosen={helped} onChange={setHelped} />
      <div class="row">
        <Button onClick={save} disabled={now === null}>
          {w.askSave}
        </Button>
        <Button look="plain" onClick={notNow}>
          {w.askNo}
        </Button>
      </div>
    </Card>
  );
}

/** What went with the biggest drop, by the person's own numbers. Nothing until there are enough of them. */
export function Best() {
  const w = messages.value;
  const best = bestDrops.value[0];
  if (!best) return null;
  const names: Record<string, string> = logbookMessages.value.offered.helpedNames;
  return (
    <Card>
      <h2>{w.best}</h2>
      <p>{w.bestLine(names[best.word] ?? best.word, best.median, best.times)}</p>
    </Card>
  );
}

/** What one did, from one's own list. */
function Did({ chosen, onChange }: { chosen: string[]; onChange: (chosen: string[]) => void }) {
  const names: Record<string, string> = logbookMessages.value.offered.helpedNames;
  const ids = offered(Object.keys(names), ownLists.value.helped, chosen);
  return (
    <div class="did">
      <Chips
        legend={messages.value.helped}
        chips={ids.map((id) => ({ id, label: names[id] ?? id }))}
        chosen={chosen}
        onChange={onChange}
      />
    </div>
  );
}

/** The end of a wait for somebody who is signed in: what one did, and the way into the log. */
export function IntoLog({ now, onLogged }: { now: number; onLogged: () => void }) {
  const w = messages.value;
  const [helped, setHelped] = useState<string[]>([]);
  const [failed, setFailed] = useState(false);
  const save = async () => {
    const end = await logWait(now, helped);
    setFailed(end === 'screen');
    if (end === 'saved') onLogged();
  };
  return (
    <>
      <Did chosen={helped} onChange={setHelped} />
      {failed && <p role="alert">{w.notLogged}</p>}
      <Button look="quiet" wide onClick={save}>
        {w.log}
      </Button>
    </>
  );
}
