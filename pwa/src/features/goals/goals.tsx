// Goals as the person writes them, each with its day to look at it again; habits from the log below.
import '../../styles/plan.css';
import '../../styles/days.css';
import { useEffect, useState } from 'preact/hooks';
import { language } from '../../i18n';
import { addDays, sayDate } from '../../lib/dates';
import { back } from '../../lib/location';
import { present } from '../../lib/revisions';
import { ownToday } from '../../offline/own-day';
import { Button, ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { Icon } from '../../ui/icon';
import { LinkedText } from '../../ui/linked-text';
import { edit, plus } from '../../ui/more-icons';
import { SaveState } from '../../ui/save-state';
import { ScreenHead } from '../../ui/screen-head';
import { Skeleton } from '../../ui/states';
import { log, refreshCheckins } from '../checkins';
import { messages as logbookMessages } from '../logbook';
import type { Goal } from './api';
import { GoalSheet } from './goal-sheet';
import { habitDays } from './habit-days';
import { keeping } from './keeping';
import { messages } from './messages';
import { decide, goals, refreshGoals, reopen } from './state';

interface Editing {
  goal?: Goal;
  /** The change is the answer to a review. */
  reviewed?: boolean;
}

function OpenGoal({
  goal,
  today,
  onEdit,
}: {
  goal: Goal;
  today: string;
  onEdit: (how: Editing) => void;
}) {
  const w = messages.value;
  const due = goal.review_on !== null && goal.review_on !== undefined && goal.review_on <= today;
  const say = (day: string) => sayDate(day, language.value);
  const facts = [
    goal.measure,
    goal.target,
    goal.by && w.byDay(say(goal.by)),
    !due && goal.review_on && w.lookAgain(say(goal.review_on)),
  ].filter((line): line is string => Boolean(line));
  return (
    <Card label={goal.what}>
      <div class="plan-part-head">
        <h2 class="days-name">{goal.what}</h2>
        <button
          type="button"
          class="icon-button"
          aria-label={w.edit(goal.what)}
          onClick={() => onEdit({ goal })}
        >
          <Icon shape={edit} size={20} />
        </button>
      </div>
      {facts.length > 0 && (
        <ul class="goal-facts sub">
          {facts.map((line) => (
            <li key={line}>
              <LinkedText text={line} />
            </li>
          ))}
        </ul>
      )}
      {due && <p class="days-question">{w.ask}</p>}
      <div class="goal-ways">
        {due && (
          <>
            <Button look="quiet" onClick={() => keeping(decide(goal.id, 'keep', today))}>
              {w.keep}
            </Button>
            <Button look="quiet" onClick={() => onEdit({ goal, reviewed: true })}>
              {w.change}
            </Button>
            <Button look="quiet" onClick={() => keeping(decide(goal.id, 'let_go', today))}>
              {w.letGo}
            </Button>
          </>
        )}
        <Button look="plain" onClick={() => keeping(decide(goal.id, 'reached', today))}>
          {w.reached}
        </Button>
      </div>
    </Card>
  );
}

function Past({ list }: { list: Goal[] }) {
  const w = messages.value;
  if (list.length === 0) return null;
  return (
    <section>
      <h2>{w.done}</h2>
      <Card rows>
        <ul>
          {list.map((goal) => (
            <li key={goal.id} class="milestone">
              <span class="milestone-words">
                <span>{goal.what}</span>
                <span class="sub small">
                  {w.states[goal.state === 'reached' ? 'reached' : 'let_go']}
                  {goal.ended_on && ` · ${sayDate(goal.ended_on, language.value)}`}
                </span>
              </span>
              <Button look="plain" onClick={() => keeping(reopen(goal.id))}>
                {w.reopen}
              </Button>
            </li>
          ))}
        </ul>
      </Card>
    </section>
  );
}

function Habits({ today }: { today: string }) {
  const w = messages.value;
  const names: Record<string, string> = logbookMessages.value.offered.habitNames;
  const found = habitDays(
    log.value.map((one) => one.entry),
    addDays(today, -6),
    today,
  );
  return (
    <section>
      <h2>{w.habits}</h2>
      {found.length === 0 ? (
        <p class="sub">{w.habitsNone}</p>
      ) : (
        <Card rows>
          <ul>
            {found.map(({ habit, days }) => (
              <li key={habit} class="habit">
                <span>{names[habit] ?? habit}</span>
                <span class="sub small">{w.habitDays(days)}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <p class="days-add">
        <ButtonLink look="plain" href="/log" wide>
          {w.toLog}
        </ButtonLink>
      </p>
    </section>
  );
}

export default function Goals() {
  const w = messages.value;
  const [today, setToday] = useState<string | null>(null);
  const [editing, setEditing] = useState<Editing | null>(null);
  useEffect(() => {
    void refreshGoals();
    void refreshCheckins().catch(() => undefined); // without a connection the copy stands
    void ownToday().then(setToday);
  }, []);
  const view = goals.value;
  const all = present(view?.content.goals ?? []);
  return (
    <main class="screen">
      <ScreenHead title={w.title} sub={w.sub} onBack={() => back('/plan')} />
      {view?.state === 'refused' && (
        <p class="plan-note" role="alert">
          {w.refused}
        </p>
      )}
      {view && all.length > 0 && view.state !== 'refused' && <SaveState state={view.state} />}
      {view && today ? (
        <div class="stack">
          {all.length === 0 && (
            <Card>
              <h2>{w.none}</h2>
              <p class="sub">{w.noneAbout}</p>
            </Card>
          )}
          {all
            .filter((goal) => goal.state === 'open')
            .map((goal) => (
              <OpenGoal key={goal.id} goal={goal} today={today} onEdit={setEditing} />
            ))}
          <Button look="quiet" icon={plus} wide onClick={() => setEditing({})}>
            {w.add}
          </Button>
          <Past list={all.filter((goal) => goal.state !== 'open')} />
          <Habits today={today} />
        </div>
      ) : (
        <Skeleton tall lines={3} />
      )}
      {editing && today && (
        <GoalSheet
          key={editing.goal?.id ?? 'new'}
          {...editing}
          today={today}
          onClose={() => setEditing(null)}
        />
      )}
    </main>
  );
}
