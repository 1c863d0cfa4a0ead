// What groups and events look like, on their own screen and at home after the program.
import { language } from '../../i18n';
import { calendarFile, offerFile } from '../../lib/calendar-file';
import { addDays, sayClock, sayDay, sayShortDay, sayWeekday } from '../../lib/dates';
import { Button, ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { video } from '../../ui/icons';
import { calendarPlus } from '../../ui/more-icons';
import { SessionRow } from '../../ui/session-row';
import type { Group, Happening } from '../aftercare';
import { messages as scheduleMessages } from '../schedule';
import { MeetingCard } from './meeting-card';
import { messages } from './messages';

type Meeting = Group['meetings'][number];

/** Groups whose next meeting is still to come or going on; the phone's copy may be days old. */
export function upcoming(groups: readonly Group[], now: Date): Group[] {
  const left = groups.map((group) => ({
    ...group,
    meetings: group.meetings.filter((one) => new Date(one.ends_at) > now),
  }));
  const first = (group: Group) => group.meetings[0]?.starts_at ?? '9999';
  return left.sort((a, b) => first(a).localeCompare(first(b)));
}

export function ahead(happenings: readonly Happening[], now: Date): Happening[] {
  return happenings.filter((one) => new Date(one.when.ends_at) > now);
}

const sayMeeting = (one: Meeting) =>
  `${sayDay(one.local_date, language.value)}, ${sayClock(one.starts_local, language.value)}`;

function whereOf(place: string | null, askFor: string | null): string {
  const ask = askFor ? messages.value.askFor(askFor) : null;
  const text = [place, ask].filter(Boolean).join(' · ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function addToCalendar(group: Group): void {
  const moments = group.meetings.map((one) => ({ ...one, id: group.id }));
  const text = calendarFile(moments, messages.value.calendarTitle, new Date().toISOString());
  offerFile('time-set-aside.ics', 'text/calendar', text);
}

export function NextGroup({ group, first }: { group: Group; first?: boolean }) {
  const w = messages.value;
  const next = group.meetings[0];
  if (!next) return null;
  return (
    <MeetingCard
      tone={first ? 'next' : 'plain'}
      when={sayMeeting(next)}
      dateTime={next.starts_at}
      name={group.name}
      where={whereOf(group.place, group.ask_for)}
      about={first ? undefined : group.about}
    >
      <div class="row group-does">
        {group.join_url && (
          <ButtonLink look={first ? 'on-accent' : 'quiet'} icon={video} href={group.join_url} away>
            {w.join}
          </ButtonLink>
        )}
        <Button
          look={first ? 'ghost' : 'quiet'}
          icon={calendarPlus}
          onClick={() => addToCalendar(group)}
        >
          {w.calendar}
        </Button>
      </div>
    </MeetingCard>
  );
}

/** A day of this week so that "Wednesday" can be said without a date. Monday is 0. */
const someDay = (weekday: number) => addDays('2024-01-01', weekday);

export function Events({
  events,
  groups,
}: {
  events: readonly Happening[];
  groups: readonly Group[];
}) {
  const w = messages.value;
  const usual = groups[0];
  if (events.length === 0)
    return (
      <Card>
        <p>
          {usual
            ? w.asUsual(usual.name, sayWeekday(someDay(usual.weekday), language.value, 'long'))
            : w.noEvents}
        </p>
      </Card>
    );
  return (
    <Card rows>
      <ul>
        {events.map((event) => (
          <li key={event.id}>
            <SessionRow
              time={sayShortDay(event.when.local_date, language.value)}
              dateTime={event.when.starts_at}
              tone="dusk"
              title={event.title}
              detail={[
                scheduleMessages.value.at(
                  sayWeekday(event.when.local_date, language.value, 'long'),
                  sayClock(event.when.starts_local, language.value),
                ),
                whereOf(event.place, event.ask_for),
              ]
                .filter(Boolean)
                .join(' · ')}
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}
