// What groups and events look like, on their own screen and at home after the program.
import { language } from '../../i18n';
import { calendarFile, offerFile } from '../../lib/calendar-file';
import { addDays, sayClock, sayDay, sayShortDay, sayWeekday } from '../../lib/dates';
import { Button, ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { place as placeShape, video } from '../../ui/icons';
import { calendarPlus } from '../../ui/more-icons';
import { SessionRow } from '../../ui/session-row';
import { about, type Group, type Happening } from '../aftercare';
import { mapAddress, mapPlace, messages as scheduleMessages } from '../schedule';
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

const alarmBefore = 60; // minutes

/** One or several times of the same thing; the calendar rings an hour before and names neither place nor person. */
function addToCalendar(id: string, times: readonly Meeting[]): void {
  const moments = times.map((one) => ({ ...one, id }));
  const made = new Date().toISOString();
  const text = calendarFile(moments, messages.value.calendarTitle, made, alarmBefore);
  offerFile('time-set-aside.ics', 'text/calendar', text);
}

const address = () => about.value?.program?.address ?? null;

/** An event is out in the town ("Riverside park"), unlike a group, whose place is mostly a room of the house. */
function inTown(place: string): string {
  const [, ...town] = address()?.split(',') ?? [];
  return [place, ...town.map((part) => part.trim())].join(', ');
}

interface WaysProps {
  /** What maps look for. */
  place: string | null;
  join: string | null;
  onCalendar: () => void;
  /** On the one coloured card. */
  first?: boolean;
  /** Tells buttons of several events apart for a screen reader. */
  of?: string;
}

/** What one can do about a group or an event: join, find the way, put it into the calendar. */
function Ways({ place, join, onCalendar, first, of }: WaysProps) {
  const w = messages.value;
  const way = mapAddress(place);
  const name = of && <span class="visually-hidden">: {of}</span>;
  return (
    <div class="row group-does">
      {join && (
        <ButtonLink look={first ? 'on-accent' : 'quiet'} icon={video} href={join} away>
          {w.join}
          {name}
        </ButtonLink>
      )}
      {way && (
        <ButtonLink look={first ? 'ghost' : 'quiet'} icon={placeShape} href={way} away>
          {scheduleMessages.value.directions}
          {name}
        </ButtonLink>
      )}
      <Button look={first ? 'ghost' : 'quiet'} icon={calendarPlus} onClick={onCalendar}>
        {w.calendar}
        {name}
      </Button>
    </div>
  );
}

export function NextGroup({ group, first }: { group: Group; first?: boolean }) {
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
      <Ways
        place={group.place && mapPlace(address(), group.place)}
        join={group.join_url}
        first={first}
        onCalendar={() => addToCalendar(group.id, group.meetings)}
      />
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
            <Ways
              place={event.place && inTown(event.place)}
              join={event.join_url}
              of={event.title}
              onCalendar={() => addToCalendar(event.id, [event.when])}
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}
