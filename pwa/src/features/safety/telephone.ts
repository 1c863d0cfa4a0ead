// Telephone numbers as people write and paste them, in one form: as companion/outside/telephone.py on the server, which has
// the last word. Both are tested with the same examples.

const invisible = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const dashes = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d\u30fc]/g;
const before =
  /^(?:tel|sms|callto|phone|telephone|tel[eé]fono|call|cell|cel|celular|mobile|m[oó]vil|office|fax)\s*[.:]*\s*(?=[+(\d])/i;
const after =
  /\s*(?:;\s*ext\s*=|[,;]?\s*(?:extension|extensi[oó]n|ext|extn|anexo|interno|int|x)\s*[.:]*|#|[,;]+)\s*(\d{1,8})#?\s*$/i;
const vanity = /(?<=[-. ])[A-Z]{3,}(?:[-. ]?[A-Z]+)*(?:\s*\([\d -]+\))?$/;
const shape = /^[+*]?[0-9(#][0-9 ().*#-]*$/;
const longest = 40;

const keypad = '22233344455566677778889999';
const onKeypad = (letters: string) =>
  letters.replace(/[A-Z]/g, (letter) => keypad[letter.charCodeAt(0) - 65] ?? letter);

/** Digits of other scripts are blocks of ten that begin with their nought. */
function plainDigit(digit: string) {
  let nought = digit.charCodeAt(0);
  while (/\p{Nd}/u.test(String.fromCharCode(nought - 1)) && digit.charCodeAt(0) - nought < 9)
    nought--;
  return String(digit.charCodeAt(0) - nought);
}

/** The number as it is kept and shown, or nothing when it cannot be dialed. */
export function writtenNumber(text: string): string | null {
  let plain = text
    .replace(invisible, '')
    .normalize('NFKC')
    .replace(dashes, '-')
    .replace(/[^\d\P{Nd}]/gu, plainDigit)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(before, '');
  const found = after.exec(plain);
  if (found) plain = plain.slice(0, found.index).replace(/[ ,;]+$/, '');
  plain = plain
    .replace(vanity, (match) => onKeypad((match.split('(')[0] ?? '').trimEnd()))
    .replace(/^00(?=[1-9]\d)/, '+')
    .replace(/^(\+[\d .-]+)\(0\)/, '$1')
    .replace(/\s*\/\s*/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
  const digits = plain.replace(/\D/g, '').length;
  const whole = found ? `${plain} ext. ${found[1]}` : plain;
  return shape.test(plain) && digits >= 3 && digits <= 15 && whole.length <= longest ? whole : null;
}
