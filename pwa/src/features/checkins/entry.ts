// A check-in as the phone writes and sends it.

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

/** One version of a check-in, in the shape that is sent. */
export interface Entry extends CheckinAnswers {
  id: string;
  recorded_at: string;
  zone: string;
  local_day: string;
  revision: number;
  corrected_at?: string;
}
