// The last step of "it happened": when it was, and what the person would like for each counter. Nothing is chosen
// beforehand, and choosing nothing is fine.
import { useState } from 'preact/hooks';
import { addDays } from '../../lib/dates';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { Choices as Radios } from '../../ui/choices';
import { Field } from '../../ui/field';
import type { Days, Focus } from './api';
import { isDay } from './day-sheets';
import { daysTogether } from './intervals';
import { messages } from './messages';
import { marksOf, type Way } from './state';

export type Choices = ReadonlyMap<string, { way: Way; from?: string }>;

const ways: Way[] = ['new', 'pause', 'leave', 'hide'];

interface DaysCardProps {
  all: Days;
  trackers: Focus[];
  today: string;
  onDone: (day: string, choices: Choices) => void;
}

export function DaysCard({ all, trackers, today, onDone }: DaysCardProps) {
  const w = messages.value;
  const [when, setWhen] = useState<'today' | 'yesterday' | 'other'>('today');
  const [other, setOther] = useState(addDays(today, -2));
  const [chosen, setChosen] = useState<ReadonlyMap<string, Way>>(new Map());
  const [from, setFrom] = useState<ReadonlyMap<string, string>>(new Map());
  const day = { today, yesterday: addDays(today, -1), other }[when];
  const first = addDays(day, 1);
  const latest = addDays(today, 1);
  const startOf = (focus: string) => from.get(focus) ?? first;
  const isFrom = (focus: string) => startOf(focus) > day && isDay(startOf(focus), latest);
  const fits =
    isDay(day, today) && trackers.every((one) => chosen.get(one.id) !== 'new' || isFrom(one.id));
  const done = () => {
    const choices = new Map(
      [...chosen].map(([focus, way]) => [focus, { way, from: startOf(focus) }] as const),
    );
    onDone(day, choices);
  };
  return (
    <div class="stack">
      {trackers.length === 0 && <p>{w.days.none}</p>}
      <Card>
        <Radios
          legend={w.days.when}
          value={when}
          onChange={setWhen}
          options={[
            { value: 'today', label: w.days.today },
            { value: 'yesterday', label: w.days.yesterday },
            { value: 'other', label: w.days.other },
          ]}
        />
        {when === 'other' && (
          <Field
            label={w.days.day}
            type="date"
            value={other}
            onInput={setOther}
            problem={isDay(other, today) ? undefined : w.needDay}
          />
        )}
      </Card>
      {trackers.map((focus) => (
        <Card key={focus.id}>
          <p class="days-stay">{w.days.stay(daysTogether(marksOf(all, focus.id), today))}</p>
          <fieldset class="days-question">
            <legend class="field-label">{w.days.what(focus.name)}</legend>
            {ways.map((then) => (
              <label key={then} class="choice">
                <input
                  type="radio"
                  name={`then ${focus.id}`}
                  checked={chosen.get(focus.id) === then}
                  onChange={() => setChosen(new Map([...chosen, [focus.id, then]]))}
                />
                <span>{w.days.ways[then]}</span>
              </label>
            ))}
          </fieldset>
          {chosen.get(focus.id) === 'new' && (
            <Field
              label={w.days.from}
              type="date"
              value={startOf(focus.id)}
              onInput={(value) => setFrom(new Map([...from, [focus.id, value]]))}
              problem={isFrom(focus.id) ? undefined : w.days.needFrom}
            />
          )}
        </Card>
      ))}
      <p class="sub small">{w.days.nobody}</p>
      <Button wide disabled={!fits} onClick={done}>
        {w.days.done}
      </Button>
      {trackers.length > 0 && (
        <Button look="plain" wide onClick={() => onDone(day, new Map())}>
          {w.skip}
        </Button>
      )}
    </div>
  );
}
