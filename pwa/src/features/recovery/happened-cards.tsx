// The first three steps of "it happened": facts for the body, people, and what comes next.
import { useEffect, useState } from 'preact/hooks';
import { language } from '../../i18n';
import { sayDay } from '../../lib/dates';
import { ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { Chips } from '../../ui/chips';
import { CallRow, type HelpLines, People } from '../help';
import {
  nextMeeting,
  sayStart,
  sayWhere,
  schedule,
  messages as scheduleMessages,
} from '../schedule';
import { messages } from './messages';
import { readSmallPlan, saveSmallPlan } from './small-plan';

function Facts({ lines }: { lines: readonly string[] }) {
  return (
    <ul class="days-facts">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

export function BodyCard() {
  const w = messages.value.body;
  return (
    <div class="stack">
      <p>{w.thanks}</p>
      <ButtonLink href="/help" look="quiet" wide>
        {w.unsure}
      </ButtonLink>
      <Card rows>
        <ul>
          <CallRow title={w.wake} name="911" call="911" urgent />
        </ul>
      </Card>
      <Card>
        <h2>{w.opioids}</h2>
        <Facts lines={w.opioidsAbout} />
      </Card>
      <Card>
        <h2>{w.alcohol}</h2>
        <Facts lines={w.alcoholAbout} />
      </Card>
      <p class="sub small">{w.medication}</p>
    </div>
  );
}

export function PersonCard({ lines }: { lines: HelpLines }) {
  const w = messages.value.person;
  return (
    <>
      <p>{w.about}</p>
      <People lines={lines} now={new Date()} />
      <p class="days-question">
        <ButtonLink href="/help" look="quiet" wide>
          {w.help}
        </ButtonLink>
      </p>
    </>
  );
}

/** `own` are the person's own lines from their plan; they come first. */
export function NextStepCard({ own }: { own: readonly string[] }) {
  const w = messages.value.next;
  const next = nextMeeting(schedule.value?.sessions ?? [], new Date());
  const [chosen, setChosen] = useState<string[]>([]);
  useEffect(() => {
    void readSmallPlan().then(setChosen);
  }, []);
  const ideas = [...new Set([...own, ...Object.values(w.ideas), ...chosen])];
  // Shown as chosen once it is on disk; a phone that stores nothing shows the choice for as long as the page is open.
  const choose = (ideas: string[]) =>
    saveSmallPlan(ideas)
      .catch(() => undefined)
      .then(() => setChosen(ideas));
  return (
    <div class="stack">
      <Card>
        {next ? (
          <>
            <p>
              <b>
                {scheduleMessages.value.at(sayDay(next.local_date, language.value), sayStart(next))}
              </b>
            </p>
            <p>{next.title}</p>
            <p class="sub">{sayWhere(next)}</p>
            <p class="days-question">{w.place}</p>
          </>
        ) : (
          <p>{w.noneAhead}</p>
        )}
      </Card>
      <Card>
        <Chips
          legend={w.plan}
          chips={ideas.map((idea) => ({ id: idea, label: idea }))}
          chosen={chosen}
          onChange={choose}
        />
      </Card>
    </div>
  );
}
