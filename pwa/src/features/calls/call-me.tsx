// Please call me: what asking does, when somebody is there, and numbers that are answered at any hour.
import { useEffect, useState } from 'preact/hooks';
import { common, language } from '../../i18n';
import { addDays, deviceZone, localDay, sayClock, sayMoment, sayWeekday } from '../../lib/dates';
import { answered } from '../../lib/hours';
import { back } from '../../lib/location';
import { Button, ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { phone as phoneShape } from '../../ui/icons';
import { message } from '../../ui/more-icons';
import { SaveState } from '../../ui/save-state';
import { ScreenHead } from '../../ui/screen-head';
import { CallRow, type HelpLines, helpLines, noLines, text988 } from '../help';
import type { Call } from './api';
import { messages } from './messages';
import { askForCall, asking, calls, refreshCalls } from './state';

/** The program's stated hours in one sentence, and whether somebody is there by this phone's clock. */
function hoursNow(lines: HelpLines, now: Date): { open: boolean | null; text: string } {
  const w = messages.value;
  const stated = lines.phones.find((one) => one.hours.length > 0);
  const found = stated && lines.zone ? answered(stated.hours, lines.zone, now) : null;
  if (!found) return { open: null, text: w.hoursUnknown };
  const tongue = language.value;
  if (found.open) return { open: true, text: w.thereUntil(sayClock(found.until, tongue)) };
  const zone = lines.zone as string;
  const day =
    found.inDays === 0
      ? w.today
      : sayWeekday(addDays(localDay(now, zone), found.inDays), tongue, 'long');
  return { open: false, text: w.thereFrom(day, sayClock(found.opens, tongue)) };
}

function Became({ call }: { call: Call }) {
  const w = messages.value;
  const when = sayMoment(call.received_at, deviceZone(), language.value);
  return (
    <Card>
      <p role="status">
        <b>{w.became[call.state](call.by ?? w.somebody)}</b>
      </p>
      <p class="sub small">{w.receivedAt(when)}</p>
    </Card>
  );
}

function Waiting() {
  const w = messages.value;
  const latest = asking.value.at(-1);
  const open = calls.value?.items.find((one) => one.state !== 'closed');
  if (latest)
    return (
      <Card>
        <p role="status">
          <b>{latest.state === 'refused' ? w.refused : w.notYet}</b>
        </p>
        {latest.state !== 'refused' && <SaveState state={latest.state} />}
      </Card>
    );
  const known = open ?? calls.value?.items[0];
  return known ? <Became call={known} /> : null;
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
  const waits =
    asking.value.some((one) => one.state !== 'refused') ||
    (calls.value?.items.some((one) => one.state !== 'closed') ?? false);
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
        <div class="row">
          <ButtonLink look="warm" tall icon={phoneShape} href="tel:988">
            {w.call988}
          </ButtonLink>
          <ButtonLink look="quiet" tall icon={message} href={text988()}>
            {w.text988}
          </ButtonLink>
        </div>
        {lines.phones.length > 0 && (
          <Card rows>
            <ul>
              {lines.phones.map((one) => (
                <CallRow key={one.number} title={one.label} detail={one.number} call={one.number} />
              ))}
            </ul>
          </Card>
        )}
      </section>
    </main>
  );
}
