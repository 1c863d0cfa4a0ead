import { atClock, onDay } from '../../i18n/spanish';
import type { en } from './messages.en';

export const es: typeof en = {
  title: 'Sesión',
  when: 'Cuándo',
  where: 'Dónde',
  who: 'Con',
  whatKind: 'Qué es',
  approach: (name) => `usa ${({ CBT: 'TCC', DBT: 'TDC' } as Record<string, string>)[name] ?? name}`,
  changes: 'Qué cambió',
  calledOff: 'Está cancelada. No hace falta que vengas.',
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
  whoComes: 'Con invitación',
  yourself: 'Tú',
  call: '¿Algo te lo impide o tienes una pregunta?',
  openUntil: (time) => `Abierto hasta ${atClock(time)}`,
  opensToday: (time) => `Abre hoy a ${atClock(time)}`,
  opens: (day, time) => `Abre ${onDay(day)} a ${atClock(time)}`,
  gone: 'Esta sesión ya no está en tu horario',
  goneAbout: 'Tal vez cambió de día. Revisa tu horario.',
  toSchedule: 'Ir al horario',
};
