// Seven small days: which ones have something planned, and which one is today. The words say the same as the colours.
import { firstMessages, language } from '../../i18n';
import { addDays, sayDay, sayWeekday } from '../../lib/dates';

interface WeekStripProps {
  /** The Monday. */
  starts_on: string;
  planned: readonly string[];
  today: string;
}

export function WeekStrip({ starts_on, planned, today }: WeekStripProps) {
  const days = Array.from({ length: 7 }, (_, i) => addDays(starts_on, i));
  return (
    <ol class="week-strip">
      {days.map((day) => (
        <li
          key={day}
          class={`${planned.includes(day) ? 'planned' : ''}${day === today ? ' today' : ''}`}
          aria-current={day === today ? 'date' : undefined}
        >
          <span aria-hidden="true">{sayWeekday(day, language.value, 'narrow')}</span>
          <span aria-hidden="true" class="figures">
            {Number(day.slice(8))}
          </span>
          <span class="visually-hidden">
            {sayDay(day, language.value)}
            {planned.includes(day) ? `, ${firstMessages.value.today.planned}` : ''}
          </span>
        </li>
      ))}
    </ol>
  );
}
