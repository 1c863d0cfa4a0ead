// One's dates in one's own calendar: once as a file, or read again and again where the program allows it.
import { ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { CalendarFeed } from './calendar-feed';
import { messages } from './messages';
export function InCalendar() {
  const w = messages.value;
  return (
    <section class="stack" aria-labelledby="wishes-calendar">
      <h2 id="wishes-calendar">{w.calendar}</h2>
      <Card>
        <div class="stack">
          <p class="sub small">{w.calendarAbout}</p>
          <ButtonLink wide look="quiet" href="/api/v1/reminders/calendar" download="dates.ics">
            {w.calendarGet}
          </ButtonLink>
        </div>
      </Card>
      <CalendarFeed />
    </section>
  );
}
