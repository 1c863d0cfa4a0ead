import type { session as en } from '../en/session';

export const session: typeof en = {
  title: 'Sesión',
  when: 'Cuándo',
  where: 'Dónde',
  who: 'Con',
  whatKind: 'Qué es',
  approach: (name) => `con ${name}`,
  changes: 'Qué cambió',
  calledOff: 'No se hará. No hace falta que vengas.',
  moved: (when) => `Antes: ${when}`,
  other: 'Algo cambió desde la última vez. Lo que ves aquí está al día.',
  added: 'Esta es nueva en tu horario.',
  bring: 'Qué llevar',
  optional: 'Opcional. Puedes venir si quieres.',
  invited: {
    family_session: 'Para ti y las personas cercanas. Tú eliges quién viene.',
    couples_session: 'Para ti y tu pareja.',
    family_education: 'Para las personas cercanas a ti. Tú también puedes venir.',
  },
  call: '¿Algo te lo impide o tienes una pregunta?',
  openUntil: (time) => `Abierto hasta: ${time}`,
  opensToday: (time) => `Abre hoy: ${time}`,
  opens: (day, time) => `Abre: ${day}, ${time}`,
  gone: 'Esta sesión ya no está en tu horario',
  goneAbout: 'Tal vez cambió de día. En tu horario está lo que sigue en pie.',
  toSchedule: 'Ir al horario',
};
