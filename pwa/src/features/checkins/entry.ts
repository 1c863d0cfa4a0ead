// A check-in as the phone writes and sends it.

/** Letters of a note, which can be a page of the journal. */
export const longestNote = 4000;

/** What a person said in one check-in. Null and empty mean: skipped. */
export interface CheckinAnswers {
  mood: number | null;
  craving: number | null;
  stress: number | null;
  confidence: number | null;
  sleep: 'poor' | 'ok' | 'good' | null;
  habits: string[];
  triggers: string[];
  helped: string[];
  note: string | null;
}

/** Everything skipped. */
export const nothing: CheckinAnswers = {
  mood: null,
  craving: null,
  stress: null,
  confidence: null,
  sleep: null,
  habits: [],
  triggers: [],
  helped: [],
  note: null,
};

/** What an entry says, without when and of which day. */
export function answersIn(entry: Entry): CheckinAnswers {
  const names = Object.keys(nothing) as (keyof CheckinAnswers)[];
  return Object.fromEntries(
    names.map((name) => [name, entry[name] ?? nothing[name]]),
  ) as unknown as CheckinAnswers;
}

/** One version of a check-in, in the shape that is sent. */
export interface Entry extends CheckinAnswers {
  id: string;
  recorded_at: string;
  zone: string;
  local_day: string;
  revision: number;
  corrected_at?: string;
}
