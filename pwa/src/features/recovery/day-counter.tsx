// One counter: the days all together first, this stretch and the last thirty below, and a sheet to change it.
import { useState } from 'preact/hooks';
import { language } from '../../i18n';
import { sayDay } from '../../lib/dates';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { Icon } from '../../ui/icon';
import { edit } from '../../ui/more-icons';
import { keeping } from '../goals';
import type { Days, Focus } from './api';
import { ChangeSheet } from './day-sheets';
import {
  daysTogether,
  lastThirty,
  type Mark,
  running,
  stretchLength,
  thisStretch,
} from './intervals';
import { sayLength } from './length-text';
import { messages } from './messages';
import { goOn, marksOf } from './state';

/** What is said about the stretch of now: its length, its beginning tomorrow, that it is paused, or that there is none. */
function StretchLine({ marks, today }: { marks: Mark[]; today: string }) {
  const w = messages.value;
  const stretch = thisStretch(marks);
  const last = stretch?.intervals.at(-1);
  if (!stretch || !last) return <p class="sub">{w.noStretch}</p>;
  if (!running(stretch)) return <p class="sub">{w.paused}</p>;
  if (last.first > today) return <p class="sub">{w.begins(sayDay(last.first, language.value))}</p>;
  return (
    <p class="days-line">
      <span class="sub">{w.stretch}</span>
      <span>{sayLength(stretchLength(stretch, today))}</span>
    </p>
  );
}

/** The number that never falls, with its words. */
function Together({ marks, today }: { marks: Mark[]; today: string }) {
  const count = daysTogether(marks, today);
  return (
    <p class="days-together">
      <span class="days-number">{count}</span> <span>{messages.value.together(count)}</span>
    </p>
  );
}

export function Counter({ focus, all, today }: { focus: Focus; all: Days; today: string }) {
  const w = messages.value;
  const [changing, setChanging] = useState(false);
  const marks = marksOf(all, focus.id);
  const thirty = lastThirty(marks, today);
  const stretch = thisStretch(marks);
  return (
    <Card label={focus.name}>
      <div class="plan-part-head">
        <h2 class="days-name">{focus.name}</h2>
        <button
          type="button"
          class="icon-button"
          aria-label={w.more(focus.name)}
          onClick={() => setChanging(true)}
        >
          <Icon shape={edit} size={20} />
        </button>
      </div>
      <Together marks={marks} today={today} />
      <StretchLine marks={marks} today={today} />
      {thirty !== null && <p class="sub">{w.lastThirty(thirty)}</p>}
      {!(stretch && running(stretch)) && (
        <Button look="quiet" onClick={() => keeping(goOn(focus.id, today))}>
          {w.goOn}
        </Button>
      )}
      {changing && (
        <ChangeSheet focus={focus} marks={marks} today={today} onClose={() => setChanging(false)} />
      )}
    </Card>
  );
}
