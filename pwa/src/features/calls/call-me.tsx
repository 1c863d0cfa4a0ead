// Please call me: what asking does, when somebody is there, and numbers that are answered at any hour.
import { useEffect, useState } from 'preact/hooks';
import { common } from '../../i18n';
import { byWhoAnswers } from '../../lib/hours';
import { back } from '../../lib/location';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { phone as phoneShape } from '../../ui/icons';
import { ScreenHead } from '../../ui/screen-head';
import { CallRow, type HelpLines, helpLines, noLines, Reach988 } from '../help';
import { sayOpen, sayTeam } from '../schedule';
import type { Call } from './api';
import { AskedCall, sayReceived } from './asked';
import { messages } from './messages';
import { askForCall, asking, calls, refreshCalls, takingBack, waiting } from './state';

/** In one sentence whether somebody is there, by every line of the program. */
function hoursNow(lines: HelpLines, now: Date): { open: boolean | null; text: string } {
  const w = messages.value;
  const said = lines.zone && sayTeam(lines.phones, lines.zone, now, w);
  return said || { open: null, text: w.hoursUnknown };
}

/** What became of the last one, once nobody owes an answer any more. */
function Became({ call }: { call: Call }) {
  const w = messages.value;
  return (
    <Card>
      <p role="status">
        <b>{call.taken_back ? w.takenBack : w.became[call.state](call.by ?? w.somebody)}</b>
      </p>
      {!call.taken_back && <p class="sub small">{sayReceived(call)}</p>}
    </Card>
  );
}

function Waiting() {
  const w = messages.value;
  const latest = asking.value.at(-1);
  const last = calls.value?.items[0];
  if (latest?.state === 'refused')
    return (
      <Card>
        <p role="status">
          <b>{w.refused}</b>
        </p>
      </Card>
    );
  if (latest || waiting.value.length > 0 || takingBack.value.length > 0) return <AskedCall whole />;
  return last ? <Became call={last} /> : null;
}

export default function CallMe() {
  const w = messages.value;
  const [lines, setLines] = useState<HelpLines>(noLines);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    void helpLines().then(setLines);
    void refreshCalls();
  }, []);
  const now = new Date();
  const hours = hoursNow(lines, now);
  const offered = calls.value?.offered !== false;
  const waits = asking.value.some((one) => one.state !== 'refused') || waiting.value.length > 0;
  const ask = async () => setFailed((await askForCall()) === 'nowhere');
  return (
    <main class="screen call-me">
      <ScreenHead
        title={w.title}
        sub={offered ? w.sub : w.notOffered}
        onBack={() => back('/help')}
      />
      <div class="stack">
        <Waiting />
        <p class={hours.open === false ? 'call-closed' : 'sub'}>{hours.text}</p>
        {offered && !waits && (
          <Button wide tall icon={phoneShape} onClick={() => void ask()}>
            {w.ask}
          </Button>
        )}
        {failed && (
          <p class="field-problem" role="alert">
            {w.notKept}
          </p>
        )}
        <p class="sub small">{common.value.notWatched}</p>
      </div>
      <section class="stack">
        <h2>{hours.open ? w.orYou : w.now}</h2>
        <Reach988 />
        {lines.phones.length > 0 && (
          <Card rows>
            <ul>
              {byWhoAnswers(lines.phones, now).map((one) => (
                <CallRow
                  key={one.number}
                  title={one.label}
                  detail={(lines.zone && sayOpen(one, lines.zone, now)) || one.number}
                  call={one.number}
                />
              ))}
            </ul>
          </Card>
        )}
      </section>
    </main>
  );
}
