// The reviewed crisis lines, built into the app: the same list as on the plain help page, there without a network.
import reviewed from '../../../../companion/starter/crisis_lines.json' with { type: 'json' };

export interface CrisisLine {
  id: string;
  title: { en: string; es: string };
  about: { en: string; es: string };
  call: string | null;
  text_to: string | null;
  /** The word to send, in the language the answer should come in. */
  text_body: { en: string | null; es: string | null };
  urgent: boolean;
}

export const crisisLines: readonly CrisisLine[] = reviewed.lines;

/** Opens the message app with the number and, where the line asks for it, the word to send. */
export function smsAddress(
  line: Pick<CrisisLine, 'text_to' | 'text_body'>,
  tongue: 'en' | 'es',
): string | null {
  if (!line.text_to) return null;
  const word = line.text_body[tongue];
  return `sms:${line.text_to}${word ? `?&body=${encodeURIComponent(word)}` : ''}`;
}
