// A calendar file made on the phone. It names nothing: a neutral title, no place, no person.

interface Moment {
  id: string;
  /** ISO instants. */
  starts_at: string;
  ends_at: string;
}

const stamp = (instant: string) => `${new Date(instant).toISOString().replace(/[-:]|\.\d+/g, '')}`;

/** RFC 5545 text: backslash, comma and semicolon are escaped, line breaks written out. */
const escaped = (text: string) =>
  text.replace(/[\\;,]/g, (mark) => `\\${mark}`).replace(/\r?\n/g, '\\n');

/** Lines are at most 75 octets (RFC 5545 §3.1); longer ones go on after a space. */
function folded(line: string): string {
  const encoder = new TextEncoder();
  let room = 75;
  let out = '';
  for (const letter of line) {
    const size = encoder.encode(letter).length;
    if (size > room) {
      out += '\r\n ';
      room = 74;
    }
    out += letter;
    room -= size;
  }
  return out;
}

/** Rings a while before, as the calendar does by itself: with the same neutral title and nothing else. */
const alarm = (title: string, minutes: number): string[] => [
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  `DESCRIPTION:${escaped(title)}`,
  `TRIGGER:-PT${minutes}M`,
  'END:VALARM',
];

/** The file's text for these moments, all with the same title, which ring so many minutes before. `made` is an ISO instant. */
export function calendarFile(
  moments: readonly Moment[],
  title: string,
  made: string,
  minutes: number,
): string {
  const events = moments.flatMap((one) => [
    'BEGIN:VEVENT',
    `UID:${one.id}-${stamp(one.starts_at)}`,
    `DTSTAMP:${stamp(made)}`,
    `DTSTART:${stamp(one.starts_at)}`,
    `DTEND:${stamp(one.ends_at)}`,
    `SUMMARY:${escaped(title)}`,
    ...alarm(title, minutes),
    'END:VEVENT',
  ]);
  const head = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Daybook//EN'];
  return `${[...head, ...events, 'END:VCALENDAR'].map(folded).join('\r\n')}\r\n`;
}

/** Hands a file to the phone, which asks the person what to do with it. */
export function offerFile(name: string, type: string, content: BlobPart): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
