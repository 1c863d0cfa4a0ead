// Milestones of both families in one list, the newest first. They stay, whatever comes after.
import { useState } from 'preact/hooks';
import { common, language } from '../../i18n';
import { sayDate } from '../../lib/dates';
import { present } from '../../lib/revisions';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { Field } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { close } from '../../ui/icons';
import { check, plus } from '../../ui/more-icons';
import { Sheet } from '../../ui/sheet';
import { goals, keeping } from '../goals';
import type { Days, Moment } from './api';
import { isDay } from './day-sheets';
import { sayMilestone } from './length-text';
import { messages } from './messages';
import { earned } from './milestones';
import { addMoment, marksOf, removeMoment } from './state';

interface Reached {
  id: string;
  text: string;
  day: string;
  own?: boolean;
}

/** Everything reached by today: of each counter on screen, of the program, of goals, and what the person added. */
function reached(all: Days, today: string, counts: boolean): Reached[] {
  const w = messages.value;
  const counted = present(all.foci).filter((focus) => counts && !focus.hidden);
  const found: Reached[] = [
    ...counted.flatMap((focus) =>
      earned(marksOf(all, focus.id), today).map((one) => ({
        id: `${focus.id} ${one.key}`,
        text:
          counted.length > 1 ? w.reached(sayMilestone(one.key), focus.name) : sayMilestone(one.key),
        day: one.day,
      })),
    ),
    ...all.program.map((one) => ({
      id: `${one.kind} ${one.day}`,
      text: w.moments[one.kind],
      day: one.day,
    })),
    ...present(all.moments).map((one) => ({
      id: one.id,
      text: w.moments[one.kind],
      day: one.day,
      own: true,
    })),
    ...present(goals.value?.content.goals ?? []).flatMap((goal) =>
      goal.state === 'reached' && goal.ended_on
        ? [{ id: goal.id, text: `${w.moments.goal}: ${goal.what}`, day: goal.ended_on }]
        : [],
    ),
  ];
  return found.filter((one) => one.day <= today).sort((a, b) => (a.day < b.day ? 1 : -1));
}

export function Milestones({ all, today, counts }: { all: Days; today: string; counts: boolean }) {
  const w = messages.value;
  const [adding, setAdding] = useState(false);
  const list = reached(all, today, counts);
  return (
    <section>
      {counts && <h2>{w.milestones}</h2>}
      <p class="sub small plan-sub">{list.length > 0 ? w.milestonesAbout : w.noMilestones}</p>
      {list.length > 0 && (
        <Card rows>
          <ul>
            {list.map((one) => (
              <li key={one.id} class="milestone">
                <Icon shape={check} size={20} />
                <span class="milestone-words">
                  <span>{one.text}</span>
                  <time class="sub small" dateTime={one.day}>
                    {sayDate(one.day, language.value)}
                  </time>
                </span>
                {one.own && (
                  <button
                    type="button"
                    class="icon-button"
                    aria-label={w.removeMoment(one.text)}
                    onClick={() => keeping(removeMoment(one.id))}
                  >
                    <Icon shape={close} size={20} />
                  </button>
                )}
              </li>
            ))}
          </ul>
        </Card>
      )}
      <p class="days-add">
        <Button look="quiet" icon={plus} wide onClick={() => setAdding(true)}>
          {w.addMoment}
        </Button>
      </p>
      {adding && <MomentSheet today={today} onClose={() => setAdding(false)} />}
    </section>
  );
}

const own: Moment['kind'][] = ['family_session', 'work_school', 'called_first', 'came_back'];

function MomentSheet({ today, onClose }: { today: string; onClose: () => void }) {
  const w = messages.value;
  const [kind, setKind] = useState<Moment['kind'] | null>(null);
  const [day, setDay] = useState(today);
  const [problem, setProblem] = useState<string>();
  const save = () => {
    if (!kind || !isDay(day, today)) return setProblem(w.needDay);
    addMoment(kind, day).then(onClose, () => setProblem(w.notKept));
  };
  return (
    <Sheet open title={w.addMoment} closeLabel={common.value.close} onClose={onClose}>
      <fieldset>
        <legend class="field-label">{w.which}</legend>
        {own.map((one) => (
          <label key={one} class="choice">
            <input
              type="radio"
              name="moment"
              checked={kind === one}
              onChange={() => setKind(one)}
            />
            <span>{w.moments[one]}</span>
          </label>
        ))}
      </fieldset>
      <Field label={w.onDay} type="date" value={day} onInput={setDay} problem={problem} />
      <Button wide disabled={!kind} onClick={save}>
        {common.value.save}
      </Button>
    </Sheet>
  );
}
