import type { insight as en } from '../en/insight';

const logs = (n: number) => (n === 1 ? '1 nota' : `${n} notas`);
const times = (n: number) => (n === 1 ? 'una vez' : `${n} veces`);

export const insight: typeof en = {
  title: 'Mirar atrás',
  sub: 'Solo tú ves esto.',
  open: 'Mirar atrás',
  openAbout: 'Semanas y meses, qué había, qué ayudó',
  range: 'Hasta cuándo',
  days: (n: number) => `${n} días`,
  whole: 'Todo',
  chart: 'Tus días',
  numbers: 'Tus días en números',
  measures: { mood: 'Ánimo', craving: 'Ganas', stress: 'Estrés', sleep: 'Sueño' },
  inside: { mood: 'de ánimo', craving: 'de ganas', stress: 'de estrés', sleep: 'de sueño' },
  summary: (measure: string, value: string, n: number) =>
    `${measure}: mediana ${value} (${logs(n)})`,
  perDay: 'Cada punto es el valor medio de un día. Los días sin notas quedan vacíos.',
  perWeek: 'Cada punto es el valor medio de una semana. Sin notas, queda vacía.',
  table: 'Ver como tabla',
  day: 'Día',
  week: 'Semana del',
  entries: 'Notas',
  none: 'Nada en este tiempo.',
  phoneOnly: 'No hay conexión. Estos son los últimos 30 días, de este teléfono.',
  looking: 'Buscando tus días de antes',
  patterns: 'Lo que se nota',
  noPatterns: 'Todavía no se nota nada. Hacen falta unas notas para ver algo.',
  parts: {
    morning: 'las mañanas',
    afternoon: 'las tardes',
    evening: 'las noches',
    night: 'las madrugadas',
  },
  partsFirst: {
    morning: 'Las mañanas',
    afternoon: 'Las tardes',
    evening: 'Las noches',
    night: 'Las madrugadas',
  },
  weekdays: [
    'Los lunes',
    'Los martes',
    'Los miércoles',
    'Los jueves',
    'Los viernes',
    'Los sábados',
    'Los domingos',
  ],
  harder: (
    harder: string,
    measure: string,
    median: string,
    n: number,
    easier: string,
    other: string,
    m: number,
  ) =>
    `${harder} han costado más: mediana ${measure} ${median} (${logs(n)}); ${easier}, ${other} (${logs(m)}).`,
  around: 'Qué había alrededor',
  aroundRow: (n: number) => times(n),
  aroundMedian: (n: number, measure: string, median: string) =>
    `${times(n)}, mediana ${measure} ${median}`,
  aroundNone: 'Al escribir una nota puedes poner qué había alrededor.',
  helped: 'Qué ayudó',
  best: (word: string, median: string, n: number) =>
    `Contigo, «${word}» va con la mayor bajada (mediana ${median}, ${times(n)}).`,
  helpedRow: (n: number) => `puesto ${times(n)}`,
  helpedDrop: (median: string, n: number) => `mediana ${median}, ${times(n)}`,
  helpedNone: 'Al escribir una nota puedes poner qué ayudó.',
  how: 'Son cuentas y valores medios de tus propias notas. No dicen por qué, ni lo que viene.',
  print: 'Imprimir',
  copy: 'Llevarme una copia de todo',
};
