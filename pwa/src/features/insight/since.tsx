// Since we last met: what the person chooses to look at together with somebody. Made on this phone, sent to nobody.
import '../../ui/chips.css';
import '../../styles/history.css';
import './insight.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { language } from '../../i18n';
import { addDays, deviceZone, localDay, sayDate } from '../../lib/dates';
import { back } from '../../lib/location';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { Chips } from '../../ui/chips';
import { Field } from '../../ui/field';
import { ScreenHead } from '../../ui/screen-head';
import { Empty, OfflineNote, Skeleton } from '../../ui/states';
import { logRead, readLog, refreshCheckins } from '../checkins';
import { openOwnWords } from '../logbook';
import { onThisPhone } from './entries';
import { messages } from './messages';
import { within } from './rules';
import { openSessionDays } from './session-days';
import { Numbers, Together } from './since-cards';
import {
  type Chosen,
  goalsOpen,
  goalsTouched,
  hidesCravingHere,
  openGoals,
  readSince,
  type Since,
  saveSince,
  topics,
} from './since-state';

const ranges = [7, 10, 14] as const;
const longestTalk = 280;

function useSince() {
  const [since, show] = useState<Since | null>(null);
  const [craving, setCraving] = useState(false);
  useEffect(() => {
    void readLog();
    void openOwnWords();
    void openGoals();
    void openSessionDays();
    void readSince().then(show);
    void hidesCravingHere().then((hidden) => setCraving(!hidden));
  }, []);
  const latest = useRef<Since | null>(null);
  // What is chosen shows once it is on disk; what is typed shows as it is typed. A phone that stores nothing shows both.
  const change = (changed: Partial<Since>) => {
    const before = latest.current ?? since;
    if (!before) return;
    const next = { ...before, ...changed };
    latest.current = next;
    const saved = saveSince(next).catch(() => undefined);
    if (changed.talk !== undefined) show(next);
    else void saved.then(() => show(latest.current));
  };
  return { since, craving, change };
}

export default function SinceWeMet() {
  const w = messages.value.since;
  const { since, craving, change } = useSince();
  if (!since || !logRead.value)
    return (
      <main class="screen since">
        <ScreenHead title={w.title} onBack={() => back('/history')} />
        <Skeleton tall />
      </main>
    );
  const today = localDay(new Date(), deviceZone());
  const first = addDays(today, 1 - since.days);
  const entries = within(onThisPhone.value, first, today);
  const offered = topics.filter((topic) => topic !== 'craving' || craving);
  const shown = offered.filter((part) => !since.hidden.includes(part));
  const choose = (ids: string[]) =>
    change({ hidden: topics.filter((topic) => offered.includes(topic) && !ids.includes(topic)) });
  return (
    <main class="screen history since">
      <ScreenHead title={w.title} sub={w.sub} onBack={() => back('/history')} />
      <div class="stack">
        <Ranges value={since.days} onChange={(days) => change({ days })} />
        <p class="since-from">
          {w.from(sayDate(first, language.value), sayDate(today, language.value))}
        </p>
        {entries.length === 0 ? (
          <Nothing />
        ) : (
          <Numbers entries={entries} first={first} last={today} shown={shown} />
        )}
        <Together
          entries={entries}
          goals={goalsTouched.value(first, today)}
          openGoals={goalsOpen.value}
          shown={shown}
          craving={craving}
        />
        {shown.includes('talk') && (
          <Card>
            <div class="no-print">
              <Field
                label={w.talk}
                hint={w.talkHint}
                value={since.talk}
                maxLength={longestTalk}
                onInput={(talk) => change({ talk })}
              />
            </div>
            <div class="print-only">
              <h2>{w.talk}</h2>
              <p>{since.talk}</p>
            </div>
          </Card>
        )}
        <div class="no-print stack">
          <Card>
            <Chips
              legend={w.choose}
              chips={offered.map((id) => ({ id, label: w.parts[id] }))}
              chosen={shown as Chosen[]}
              onChange={choose}
            />
          </Card>
          <Button look="quiet" wide onClick={() => window.print()}>
            {w.print}
          </Button>
          <p class="sub small">{w.notSent}</p>
        </div>
      </div>
    </main>
  );
}

interface RangesProps {
  value: Since['days'];
  onChange: (days: Since['days']) => void;
}

function Ranges({ value, onChange }: RangesProps) {
  const w = messages.value.since;
  return (
    <fieldset class="glance-range no-print">
      <legend class="visually-hidden">{w.range}</legend>
      {ranges.map((days) => (
        <label key={days} class="chip">
          <input
            type="radio"
            name="since-range"
            checked={value === days}
            onChange={() => onChange(days)}
          />
          <span>{w.days(days)}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** A new phone may hold nothing yet. It asks the server only when the person says so. */
function Nothing() {
  const w = messages.value.since;
  const [state, setState] = useState<'idle' | 'asking' | 'offline'>('idle');
  const ask = () => {
    setState('asking');
    refreshCheckins().then(
      () => setState('idle'),
      () => setState('offline'),
    );
  };
  return (
    <Empty title={w.nothing}>
      {state === 'offline' && <OfflineNote>{w.offline}</OfflineNote>}
      <div class="no-print">
        <Button look="quiet" busy={state === 'asking'} onClick={ask}>
          {state === 'asking' ? w.fetching : w.fetch}
        </Button>
      </div>
    </Empty>
  );
}
