// Looking back over one's own days: pictures with their numbers, what stands out, what was around and what helped.
import '../../ui/chips.css';
import '../../styles/history.css';
import './insight.css';
import { useEffect, useState } from 'preact/hooks';
import { addDays, deviceZone, localDay } from '../../lib/dates';
import { back } from '../../lib/location';
import { Button, ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { ScreenHead } from '../../ui/screen-head';
import { OfflineNote, Skeleton } from '../../ui/states';
import { logKnown, readLog, refreshCheckins } from '../checkins';
import { openOwnWords } from '../logbook';
import { hidesCraving, schedule } from '../schedule';
import { olderEntries, oldestOnPhone, onThisPhone } from './entries';
import { Measures } from './measures';
import { messages } from './messages';
import { Month } from './month';
import { Patterns } from './patterns';
import { type Measure, type Noted, within } from './rules';
import { openSessionDays, refreshSessionDays } from './session-days';
import { WeekAgainst } from './week-against';
import { Around, WhatHelped } from './what-helped';

const ranges = [7, 30, 90, 'whole'] as const;
type Range = (typeof ranges)[number];
const withoutProgram = 400;

function firstOf(range: Range, today: string): string {
  if (range !== 'whole') return addDays(today, 1 - range);
  const begun = schedule.value?.enrollment?.starts_on;
  const far = addDays(today, 1 - withoutProgram);
  return begun && begun <= today ? begun : far;
}

/** Days older than what this phone keeps, from the server; "offline" when they cannot be had. */
function useOlder(first: string, today: string) {
  const oldest = oldestOnPhone(today);
  const [older, setOlder] = useState<{ first: string; entries: Noted[] } | null>(null);
  const [state, setState] = useState<'here' | 'asking' | 'offline'>('here');
  useEffect(() => {
    if (first >= oldest || (older && older.first <= first)) {
      setState('here');
      return;
    }
    let current = true;
    setState('asking');
    olderEntries(first, oldest).then(
      (entries) => {
        if (!current) return;
        setOlder({ first, entries });
        setState('here');
      },
      () => current && setState('offline'),
    );
    return () => {
      current = false;
    };
  }, [first, oldest]);
  return { older: first < oldest ? (older?.entries ?? []) : [], state };
}

function useCraving() {
  const [craving, setCraving] = useState<boolean | null>(null);
  useEffect(() => {
    void hidesCraving().then((hidden) => setCraving(!hidden));
    void readLog();
    void openOwnWords();
    // Offline, the copy on this phone is what is shown.
    void refreshCheckins().catch(() => undefined);
  }, []);
  return craving;
}

export default function Insight() {
  const w = messages.value;
  const craving = useCraving();
  const [range, setRange] = useState<Range>(30);
  const today = localDay(new Date(), deviceZone());
  const wanted = firstOf(range, today);
  const { older, state } = useOlder(wanted, today);
  useEffect(() => {
    void openSessionDays().then(() => refreshSessionDays(wanted, today));
  }, [wanted, today]);
  const entries = within([...older, ...onThisPhone.value], wanted, today);
  const oldest = entries.reduce(
    (found, one) => (one.local_day < found ? one.local_day : found),
    today,
  );
  const first =
    state === 'offline'
      ? oldestOnPhone(today)
      : range === 'whole' && oldest > wanted
        ? oldest
        : wanted;
  const measures: Measure[] = [
    'mood',
    ...(craving ? (['craving'] as const) : []),
    'stress',
    'sleep',
  ];
  const rated = craving ? 'craving' : 'stress';
  return (
    <main class="screen history insight">
      <ScreenHead title={w.title} sub={w.sub} onBack={() => back('/history')} />
      {!logKnown.value || craving === null ? (
        <Skeleton tall />
      ) : (
        <div class="stack">
          {onThisPhone.value.some((one) => one.mood !== null) && (
            <Card label={w.month}>
              <Month entries={onThisPhone.value} today={today} />
            </Card>
          )}
          <WeekAgainst entries={onThisPhone.value} today={today} measures={measures} />
          <Ranges value={range} onChange={setRange} />
          <div role="status">
            {state === 'offline' && <OfflineNote>{w.phoneOnly}</OfflineNote>}
            {state === 'asking' && <p class="sub small">{w.looking}</p>}
          </div>
          <Measures entries={entries} first={first} last={today} measures={measures} />
          <Patterns entries={entries} measures={measures} />
          <Around entries={entries} measure={rated} />
          <WhatHelped entries={entries} measure={rated} />
          <p class="sub small">{w.how}</p>
          <div class="row no-print">
            <Button look="quiet" onClick={() => window.print()}>
              {w.print}
            </Button>
            <ButtonLink look="plain" href="/settings/copy">
              {w.copy}
            </ButtonLink>
          </div>
        </div>
      )}
    </main>
  );
}

function Ranges({ value, onChange }: { value: Range; onChange: (range: Range) => void }) {
  const w = messages.value;
  return (
    <fieldset class="glance-range">
      <legend class="visually-hidden">{w.range}</legend>
      {ranges.map((one) => (
        <label key={one} class="chip">
          <input type="radio" name="range" checked={value === one} onChange={() => onChange(one)} />
          <span>{one === 'whole' ? w.whole : w.days(one)}</span>
        </label>
      ))}
    </fieldset>
  );
}
