// The first three steps of "it happened": facts for the body, people, and what comes next.
import { useEffect, useState } from 'preact/hooks';
import type { HelpLines } from '../actions/helpLines';
import { schedule } from '../actions/refreshSchedule';
import { keepSmallPlan, readSmallPlan } from '../actions/smallPlan';
import { ButtonLink } from '../parts/Button';
import { CallRow } from '../parts/CallRow';
import { Card } from '../parts/Card';
import { Chips } from '../parts/Chips';
import { sayStart, sayWhere } from '../parts/meeting-words';
import { sayDay } from '../util/dates';
import { nextMeeting } from '../util/meetings';
import { language, words } from '../words';
import { People } from './people';

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
  const w = words.value.days.body;
  return (
    <div class="stack">
      <p>{w.thanks}</p>
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
  const w = words.value.days.person;
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
  const w = words.value.days.next;
  const next = nextMeeting(schedule.value?.sessions ?? [], new Date());
  const [chosen, setChosen] = useState<string[]>([]);
  useEffect(() => {
    void readSmallPlan().then(setChosen);
  }, []);
  const ideas = [...new Set([...own, ...Object.values(w.ideas), ...chosen])];
  const choose = (ideas: string[]) => {
    setChosen(ideas);
    void keepSmallPlan(ideas);
  };
  return (
    <div class="stack">
      <Card>
        {next ? (
          <>
            <p>
              <b>
                {words.value.schedule.at(sayDay(next.local_date, language.value), sayStart(next))}
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
