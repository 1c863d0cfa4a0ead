// The words and markup of the plain help page. Pure: lines in, HTML out.
import { type CrisisLine, smsAddress } from '../src/features/help/crisis-list.ts';

type Said = { en: string; es: string };
type Tongue = keyof Said;

export interface CrisisLines {
  reviewed_on: string;
  lines: CrisisLine[];
}

/** Days a review of the numbers holds. */
export const reviewedFor = 90;

/** Whole days since the review; NaN for a date that is none. */
export function daysSinceReview(reviewedOn: string, now: Date): number {
  const then = Date.parse(`${reviewedOn}T00:00:00Z`);
  return Math.floor((now.getTime() - then) / 86_400_000);
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const safe = (text: string) => text.replace(/[&<>"]/g, (c) => escapes[c] ?? c);

const words = {
  en: {
    title: 'Get help now',
    sub: 'Works without signal. Nobody sees that you opened this.',
    lines: '24 hours a day',
    call: 'Call',
    text: 'Text',
    notWatched:
      'No one is watching this app right now. If you may not be safe, call or text 988. In an emergency, call 911.',
    other: 'Español',
    open: 'Open the app',
  },
  es: {
    title: 'Ayuda ahora',
    sub: 'Funciona sin señal. Nadie ve que abriste esto.',
    lines: 'Las 24 horas',
    call: 'Llamar',
    text: 'Mensaje',
    notWatched:
      'Nadie está al pendiente de esta app en este momento. Si crees que estás en peligro, llama al 988 (marca 2) o manda AYUDA al 988. En una emergencia, llama al 911.',
    other: 'English',
    open: 'Abrir la app',
  },
};

function row(line: CrisisLine, tongue: Tongue): string {
  const { call, text } = words[tongue];
  const actions = [
    line.call && `<a href="tel:${line.call}">${call}</a>`,
    line.text_to && `<a href="${smsAddress(line, tongue)}">${text}</a>`,
  ].filter(Boolean);
  return `<li class="help-line${line.urgent ? ' urgent' : ''}"><b>${safe(line.title[tongue])}</b>
        <span>${safe(line.about[tongue])}</span>
        <span class="actions">${actions.join(' ')}</span></li>`;
}

/** The numbers that must be in sight without scrolling. */
function inSight(lines: CrisisLines, tongue: Tongue): string {
  const { call, text } = words[tongue];
  const to988 = lines.lines.find((line) => line.id === '988');
  return `<p class="actions">
        <a href="tel:988">${call} 988</a>
        <a href="${(to988 && smsAddress(to988, tongue)) ?? 'sms:988'}">${text} 988</a>
        <a href="tel:911">${call} 911</a></p>`;
}

function section(lines: CrisisLines, tongue: Tongue): string {
  const w = words[tongue];
  const other = tongue === 'en' ? 'es' : 'en';
  return `<section lang="${tongue}" id="${tongue}">
      <p class="switch"><a href="#${other}" lang="${other}">${w.other}</a></p>
      <h1>${w.title}</h1>
      <p class="sub">${w.sub}</p>
      ${inSight(lines, tongue)}
      <!-- program-phone -->
      <h2>${w.lines}</h2>
      <ul>
      ${lines.lines.map((line) => row(line, tongue)).join('\n      ')}
      </ul>
      <p class="sub">${w.notWatched}</p>
      <p><a class="back" href="/">${w.open}</a></p>
    </section>`;
}

export function helpPage(lines: CrisisLines, stylesheet: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
    <meta name="color-scheme" content="light dark">
    <meta name="robots" content="noindex">
    <meta name="format-detection" content="telephone=no">
    <title>Help · Ayuda</title>
    <link rel="stylesheet" href="${stylesheet}">
  </head>
  <body>
    <main>
    ${section(lines, 'en')}
    ${section(lines, 'es')}
    </main>
  </body>
</html>
`;
}
