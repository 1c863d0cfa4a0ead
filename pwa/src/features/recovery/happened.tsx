// It happened: body first, a person second, what comes next third, numbers last. Each step can be skipped, nothing is
// chosen beforehand, nobody is told. Works without a signal.
import '../../styles/days.css';
import { useEffect, useState } from 'preact/hooks';
import { common } from '../../i18n';
import { back, go } from '../../lib/location';
import type { ScreenProps } from '../../lib/paths';
import { present } from '../../lib/revisions';
import { ownToday } from '../../offline/own-day';
import { announce } from '../../ui/announce';
import { Button, ButtonLink } from '../../ui/button';
import { focusTitle } from '../../ui/focus';
import { ScreenHead } from '../../ui/screen-head';
import { Skeleton } from '../../ui/states';
import { type HelpLines, helpLines, noLines } from '../help';
import { refreshSchedule } from '../schedule';
import { BodyCard, NextStepCard, PersonCard } from './happened-cards';
import { type Choices, DaysCard } from './happened-days';
import { messages } from './messages';
import { days, itHappened, refreshDays, undoHappened } from './state';

const last = 3;

/** The step stands in the address, so that a look at another screen, such as asking for a call, comes back to it. */
const addressOf = (step: number) => (step > 0 ? `/days/happened?step=${step}` : '/days/happened');
const stepIn = (query: URLSearchParams) =>
  Math.max(0, Math.min(last, Math.trunc(Number(query.get('step'))) || 0));

export default function Happened({ query }: ScreenProps) {
  const w = messages.value;
  const step = stepIn(query);
  const [today, setToday] = useState<string | null>(null);
  const [lines, setLines] = useState<HelpLines>(noLines);
  const [event, setEvent] = useState<string | null>(null);
  useEffect(() => {
    void refreshDays();
    void refreshSchedule();
    void ownToday().then(setToday);
    void helpLines().then(setLines);
  }, []);
  useEffect(() => {
    if (step > 0 || event) {
      window.scrollTo(0, 0);
      focusTitle();
    }
  }, [step, event]);
  const keep = (day: string, choices: Choices) =>
    itHappened(day, today ?? day, choices).then(setEvent, () => announce(w.notKept));
  if (event) return <End event={event} />;
  const titles = [w.body.title, w.person.title, w.next.title, w.days.title];
  const forward = () => go(addressOf(step + 1));
  return (
    <main class="screen">
      <ScreenHead
        over={w.steps(step + 1)}
        title={titles[step] ?? w.title}
        onBack={() => back(step > 0 ? addressOf(step - 1) : '/days')}
      />
      {step === 0 && <BodyCard />}
      {step === 1 && <PersonCard lines={lines} />}
      {step === 2 && <NextStepCard own={lines.own} />}
      {step === last &&
        (today && days.value ? (
          <DaysCard
            all={days.value.content}
            trackers={present(days.value.content.foci).filter((focus) => !focus.hidden)}
            today={today}
            onDone={keep}
          />
        ) : (
          <Skeleton lines={3} />
        ))}
      {step < last && (
        <div class="days-ways">
          <Button wide onClick={forward}>
            {step === 0 ? w.body.safe : w.body.next}
          </Button>
          <Button look="plain" wide onClick={forward}>
            {w.skip}
          </Button>
        </div>
      )}
    </main>
  );
}

function End({ event }: { event: string }) {
  const w = messages.value;
  const undo = () =>
    undoHappened(event).then(
      () => {
        announce(w.undone);
        go('/days', { replace: true });
      },
      () => announce(w.notKept),
    );
  return (
    <main class="screen">
      <ScreenHead title={w.end.title} sub={w.end.about} />
      <div class="days-ways">
        <ButtonLink href="/days" wide>
          {w.end.days}
        </ButtonLink>
        <ButtonLink href="/help" look="quiet" wide>
          {w.person.help}
        </ButtonLink>
        <Button look="plain" wide onClick={() => void undo()}>
          {w.undo}
        </Button>
      </div>
      <p class="sub small days-question">{common.value.notWatched}</p>
    </main>
  );
}
