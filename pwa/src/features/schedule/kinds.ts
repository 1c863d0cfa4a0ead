// The quiet colour of each kind of meeting. Colour is never the only sign: the title always says what it is.
import type { Tone } from '../../ui/session-row';
import { messages } from './messages';

const tones: Record<string, Tone> = {
  process_group: 'accent',
  skills_group: 'accent',
  education_group: 'accent',
  peer_support: 'accent',
  individual: 'dusk',
  case_manager: 'dusk',
  medication: 'dusk',
  testing: 'dusk',
  family_session: 'warm',
  couples_session: 'warm',
  family_education: 'warm',
  workshop: 'moss',
  vocational: 'moss',
  holistic: 'moss',
  check_in: 'moss',
  closing: 'warm',
  break: 'quiet',
};

export const toneOf = (kind: string): Tone => tones[kind] ?? 'quiet';

/** The kind in the person's language; a kind newer than this app is left unsaid. */
export const sayKind = (kind: string): string =>
  (messages.value.kinds as Record<string, string>)[kind] ?? '';
