// My days: one quiet card per thing the person counts for, the milestones that stay, and the way to "it happened".
// Drawn from this phone, private, and empty until somebody wants it.
import '../../styles/plan.css';
import '../../styles/days.css';
import { useEffect, useState } from 'preact/hooks';
import { language } from '../../i18n';
import { addDays, sayDay } from '../../lib/dates';
import { back } from '../../lib/location';
import { present } from '../../lib/revisions';
import { ownToday } from '../../offline/own-day';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { ListRow } from '../../ui/list-row';
import { heart, plus } from '../../ui/more-icons';
import { SaveState } from '../../ui/save-state';
import { ScreenHead } from '../../ui/screen-head';
import { Skeleton } from '../../ui/states';
import { keeping, refreshGoals } from '../goals';
import { hidesCraving } from '../schedule';
import type { Days as All } from './api';
import { Counter } from './day-counter';
import { Milestones } from './day-milestones';
import { BeginSheet } from './day-sheets';
import { messages } from './messages';
import { readSmallPlan } from './small-plan';
import {
  changeFocus,
  days,
  refreshDays,
  setSwitch,
  switches,
  undoable,
  undoDays,
  undoHappened,
} from './state';

function Undo({ all, today }: { all: All; today: string }) {
  const w = messages.value;
  const [latest] = undoable(all, today);
  if (!latest) return null;
  const undo = () => keeping(undoHappened(latest.id).then(() => announce(messages.value.undone)));
  return (
    <Card>
      <p>{w.noted(sayDay(latest.day, language.value))}</p>
      <p class="sub small">{w.undoUntil(sayDay(addDays(latest.told, undoDays), language.value))}</p>
      <Button look="quiet" onClick={undo}>
        {w.undo}
      </Button>
    </Card>
  );
}

/** What the person chose for the next 24 hours; it goes by itself when they are over. */
function SmallPlan() {
  const [ideas, setIdeas] = useState<string[]>([]);
  useEffect(() => {
    void readSmallPlan().then(setIdeas);
  }, []);
  if (ideas.length === 0) return null;
  return (
    <Card>
      <h2>{messages.value.next.kept}</h2>
      <ul class="days-facts">
        {ideas.map((idea) => (
          <li key={idea}>{idea}</li>
        ))}
      </ul>
    </Card>
  );
}

function Counters({ all, today }: { all: All; today: string }) {
  const w = messages.value;
  const [adding, setAdding] = useState(false);
  const trackers = present(all.foci);
  const hidden = trackers.filter((focus) => focus.hidden);
  return (
    <>
      {trackers.length === 0 && (
        <Card>
          <h2>{w.none}</h2>
          <p class="sub">{w.noneAbout}</p>
        </Card>
      )}
      {trackers
        .filter((focus) => !focus.hidden)
        .map((focus) => (
          <Counter key={focus.id} focus={focus} all={all} today={today} />
        ))}
      <Button look="quiet" icon={plus} wide onClick={() => setAdding(true)}>
        {trackers.length === 0 ? w.add : w.addAnother}
      </Button>
      {hidden.map((focus) => (
        <Button
          key={focus.id}
          look="plain"
          wide
          onClick={() => keeping(changeFocus(focus.id, { hidden: false }))}
        >
          {w.showAgain(focus.name)}
        </Button>
      ))}
      <Card rows>
        <ListRow
          icon={heart}
          tone="warm"
          title={w.happened}
          detail={w.happenedAbout}
          href="/days/happened"
          leads
        />
      </Card>
      <SmallPlan />
      <Undo all={all} today={today} />
      {adding && <BeginSheet today={today} onClose={() => setAdding(false)} />}
    </>
  );
}

function Wishes({ all, counts }: { all: All; counts: boolean }) {
  const w = messages.value;
  const now = switches(all);
  const flip = (name: 'word' | 'on_today') => keeping(setSwitch(name, !now[name]));
  return (
    <section>
      <h2>{w.wishes}</h2>
      <Card rows>
        {counts && (
          <label class="choice">
            <input type="checkbox" checked={now.on_today} onChange={() => flip('on_today')} />
            <span>{w.onToday}</span>
          </label>
        )}
        <label class="choice days-wish">
          <input
            type="checkbox"
            checked={now.word}
            aria-describedby="word-about"
            onChange={() => flip('word')}
          />
          <span>{w.word}</span>
        </label>
        <p class="sub small days-wish-about" id="word-about">
          {w.wordAbout} {counts && w.wordQuiet}
        </p>
      </Card>
    </section>
  );
}

export default function DaysScreen() {
  const w = messages.value;
  const [today, setToday] = useState<string | null>(null);
  const [counts, setCounts] = useState<boolean | null>(null);
  useEffect(() => {
    void refreshDays();
    void refreshGoals();
    void ownToday().then(setToday);
    void hidesCraving().then((hides) => setCounts(!hides));
  }, []);
  const view = days.value;
  const written = view && (view.content.foci.length > 0 || view.content.moments.length > 0);
  return (
    <main class="screen">
      <ScreenHead
        title={counts === false ? w.milestones : w.title}
        sub={w.sub}
        onBack={() => back('/plan')}
      />
      {view?.state === 'refused' && (
        <p class="plan-note" role="alert">
          {w.refused}
        </p>
      )}
      {written && view.state !== 'refused' && <SaveState state={view.state} />}
      {view && today && counts !== null ? (
        <div class="stack">
          {counts && <Counters all={view.content} today={today} />}
          <Milestones all={view.content} today={today} counts={counts} />
          <Wishes all={view.content} counts={counts} />
        </div>
      ) : (
        <Skeleton tall lines={3} />
      )}
    </main>
  );
}
