// What can be tapped in a line somebody typed: numbers, addresses of the web, addresses for mail. The words stay as they are.
import { callAddress } from './dial';

interface Piece {
  text: string;
  /** Where a tap leads; nothing for plain words. */
  href?: string;
}

const web =
  /(?:https?:\/\/|www\.)[^\s<>"“”]+|(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:org|com|net|gov|edu|info|app|io|us|mx)(?![\w.-]*\w@)(?:\/[^\s<>"“”]*)?(?![\w-])/i;
const mail = /[^\s@<>(),;:]+@[\w-]+(?:\.[\w-]+)+/;
// With an area code, written in groups of ten as in Mexico, from abroad with its plus, or seven digits as neighbors write it.
const number =
  /(?<![\w+./-])(?:\+\d[\d ().-]{6,16}\d|(?:1[-. ]?)?\(?\d{3}\)?[-. ]?\d{3}[-. ]?\d{4}|\d{2}[ -]\d{4}[ -]\d{4}|\d{3}[-.]\d{4})(?:,? ?(?:ext\.?|x) ?\d{1,6})?(?![\w-]|[./]\d)/i;
const short =
  /(?<=^|\b(?:call|dial|text|or|llama|llamar|marca|manda|al?|o) )(?:988|911)(?![\w-]|[./]\d)/i;
const found = new RegExp(
  `(?<mail>${mail.source})|(?<web>${web.source})|(?<number>${number.source}|${short.source})`,
  'gi',
);
const closing = /[.,;:!?)\]}'"’”»]+$/;

/** The line in pieces, in order; together they are the line. */
export function piecesOf(line: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of line.matchAll(found)) {
    const text = match.groups?.number ? match[0] : match[0].replace(closing, '');
    if (match.index > at) pieces.push({ text: line.slice(at, match.index) });
    pieces.push({ text, href: addressOf(text, match.groups ?? {}) });
    at = match.index + text.length;
  }
  if (at < line.length) pieces.push({ text: line.slice(at) });
  return pieces;
}

function addressOf(text: string, { mail, web }: Record<string, string | undefined>): string {
  if (mail) return `mailto:${text}`;
  if (!web) return callAddress(text.replace(/,? ?(?:ext\.?|x) ?(\d+)$/i, ' ext. $1'));
  return /^https?:/i.test(text) ? text : `https://${text}`;
}
