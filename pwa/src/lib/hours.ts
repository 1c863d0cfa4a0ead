// Which line answers now: the one rule for every place that offers a call. The server counts when somebody answers, nights,
// holidays and clock changes included; this phone only looks at its clock, so it is right in a zone it does not know, too.

export interface OpenSpan {
  opens_at: string;
  closes_at: string;
  /** The day and the times on the program's clock. */
  local_date: string;
  opens_local: string;
  closes_local: string;
}

export interface Line {
  label: string;
  number: string;
  /** Null: the program does not say when somebody answers. Absent in what an older server sent, which says nothing either. */
  open?: readonly OpenSpan[] | null;
}

export interface LineNow {
  open: boolean;
  /** The hours that run now, else the next ones. */
  span: OpenSpan;
}

/** Null where nothing is known: the program says nothing, or this phone was without a network for longer than it was told. */
export function lineNow({ open }: Line, now: Date): LineNow | null {
  const span = open?.find((one) => new Date(one.closes_at) > now);
  return span ? { open: new Date(span.opens_at) <= now, span } : null;
}

const rank = (line: Line, now: Date) => {
  const found = lineNow(line, now);
  return found ? (found.open ? '' : found.span.opens_at) : line.open ? '9' : '1';
};

/** Open lines first, then those that do not say, then closed ones by when they open. Alike ones stay as the program has them. */
export const byWhoAnswers = <T extends Line>(lines: readonly T[], now: Date): T[] =>
  lines
    .map((line) => [rank(line, now), line] as const)
    .sort(([a], [b]) => (a === b ? 0 : a < b ? -1 : 1))
    .map(([, line]) => line);

/** Whether somebody of the program is there, by all its lines: until when, else from when on; null when nothing is known. */
export function teamNow(lines: readonly Line[], now: Date): LineNow | null {
  const known = lines.map((line) => lineNow(line, now)).filter((one) => one !== null);
  const there = known.filter((one) => one.open);
  if (there.length > 0)
    return there.reduce((a, b) => (a.span.closes_at < b.span.closes_at ? b : a));
  return known.reduce<LineNow | null>(
    (a, b) => (a && a.span.opens_at <= b.span.opens_at ? a : b),
    null,
  );
}
