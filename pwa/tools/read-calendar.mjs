// Reads calendar files with ical.js, Mozilla's parser, and says what it understood. For the tests of the Python side: a JSON
// list of files comes in, a JSON list of calendars goes out; instants are seconds since 1970, by the zones in the file itself.
import { text } from 'node:stream/consumers';
import ICAL from 'ical.js';

// Text, as every name of which nothing else is known (RFC 5545 §3.8.8.2); ical.js would leave its marks of escape in place.
for (const name of ['name', 'x-wr-calname'])
  ICAL.design.icalendar.property[name] = ICAL.design.icalendar.property.summary;

const instant = (time) => {
  if (time.zone === ICAL.Timezone.localTimezone) throw new Error(`${time} is in no zone`);
  return time.toUnixTime();
};

const alarmOf = (alarm) => ({
  action: alarm.getFirstPropertyValue('action'),
  description: alarm.getFirstPropertyValue('description'),
  seconds: alarm.getFirstPropertyValue('trigger').toSeconds(),
});

function dateOf(component) {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid,
    title: event.summary,
    starts: instant(event.startDate),
    ends: instant(event.endDate),
    zone: event.startDate.zone.tzid,
    sequence: event.sequence,
    stamp: instant(component.getFirstPropertyValue('dtstamp')),
    modified: instant(component.getFirstPropertyValue('last-modified')),
    status: component.getFirstPropertyValue('status'),
    alarms: component.getAllSubcomponents('valarm').map(alarmOf),
    says: component.getAllProperties().map((each) => each.name),
  };
}

function calendarOf(file) {
  const root = new ICAL.Component(ICAL.parse(file));
  const value = (name) => root.getFirstPropertyValue(name);
  return {
    kind: root.name,
    version: value('version'),
    maker: value('prodid'),
    name: value('x-wr-calname'),
    lookAgain: value('refresh-interval')?.toSeconds() ?? null,
    parts: root.getAllSubcomponents().length,
    dates: root.getAllSubcomponents('vevent').map(dateOf),
  };
}

const files = JSON.parse(await text(process.stdin));
process.stdout.write(JSON.stringify(files.map(calendarOf)));
