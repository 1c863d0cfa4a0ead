// A month of faces: one for each day that has one, the same five that were tapped. A tap says the day in words.
import './chart.css';
import { useId, useState } from 'preact/hooks';
import { common, language } from '../../i18n';
import { sayDay, sayWeekday, weekday } from '../../lib/dates';
import { printNumber } from '../../lib/print';
import { Face } from '../../ui/faces';
import { sayList } from '../schedule';
import { sayValue } from './measure-text';
import { messages } from './messages';
import { type FaceDay, faceDays, mostOften, type Noted } from './rules';

interface MonthProps {
  entries: readonly Noted[];
  today: string;
}

/** Nothing until there is one face to show. */
export function Month({ entries, today }: MonthProps) {
  const w = messages.value;
  const days = faceDays(entries, today);
  if (!days.some(({ mood }) => mood !== null)) return null;
  return (
    <>
      <h2>{w.month}</h2>
      <Faces days={days} />
      <p class="month-line">{monthSentence(days)}</p>
    </>
  );
}

/** "You logged on 18 days. Most often: “Good”." */
function monthSentence(days: readonly FaceDay[]): string {
  const w = messages.value;
  const often = mostOften(days).map((mood) => sayValue('mood', mood));
  const logged = w.monthDays(days.filter(({ n }) => n > 0).length);
  return often.length > 0 ? `${logged} ${w.monthOften(sayList(often))}` : logged;
}

function sayOne({ day, mood, n }: FaceDay): string {
  const w = messages.value;
  const word = mood === null ? w.noMood : (common.value.moods[mood - 1] ?? '');
  return w.monthDay(sayDay(day, language.value), word, n);
}

function Faces({ days }: { days: readonly FaceDay[] }) {
  const name = useId();
  const [chosen, choose] = useState<string | null>(null);
  const picked = days.find(({ day }) => day === chosen);
  const first = days[0]?.day ?? '';
  return (
    <fieldset>
      <legend class="visually-hidden">{messages.value.month}</legend>
      <div class="month">
        {days.slice(0, 7).map(({ day }, at) => (
          <Head key={day} monday={days[(7 - weekday(first) + at) % 7]?.day ?? day} />
        ))}
        {Array.from({ length: weekday(first) }, (_, at) => (
          <span key={at} />
        ))}
        {days.map((one) => (
          <Day key={one.day} one={one} name={name} chosen={chosen} onChoose={choose} />
        ))}
      </div>
      <p class="month-said sub small" aria-hidden="true">
        {picked ? sayOne(picked) : messages.value.monthTap}
      </p>
    </fieldset>
  );
}

/** "M", over its column; weeks begin on Monday, as everywhere in the app. */
function Head({ monday: day }: { monday: string }) {
  return (
    <span class="month-head" aria-hidden="true">
      {sayWeekday(day, language.value, 'narrow')}
    </span>
  );
}

interface DayProps {
  one: FaceDay;
  name: string;
  chosen: string | null;
  onChoose: (day: string) => void;
}

function Day({ one, name, chosen, onChoose }: DayProps) {
  const { day, mood, n } = one;
  const number = (
    <span aria-hidden="true">{printNumber(Number(day.slice(8)), language.value)}</span>
  );
  if (n === 0) return <span class="month-day">{number}</span>;
  const tone = mood === null ? ' none' : mood <= 2 ? ' low' : '';
  return (
    <label class={`month-day${tone}`}>
      <input
        type="radio"
        name={name}
        aria-label={sayOne(one)}
        checked={chosen === day}
        onChange={() => onChoose(day)}
      />
      {number}
      {mood !== null && <Face mood={mood} size={26} />}
    </label>
  );
}
