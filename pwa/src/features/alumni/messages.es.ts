import type { en } from './messages.en';

export const es: typeof en = {
  title: 'Grupos',
  sub: 'Ven cuando quieras. No hace falta inscribirse.',
  setbacks: 'Ahí caben las buenas semanas y también los tropiezos.',
  askFor: (name: string) => `pregunta por ${name}`,
  join: 'Entrar desde casa',
  calendar: 'Agregar al calendario',
  calendarTitle: 'Ocupado',
  calendarNote: 'El calendario avisa una hora antes. La entrada no nombra lugares ni personas.',
  events: 'Eventos',
  noEvents: 'Todavía no hay nada previsto.',
  asUsual: (name: string, weekday: string) =>
    `Todavía no hay nada previsto. ${name} se reúne el ${weekday} como siempre.`,
  noGroups: 'Todavía no hay grupos en la lista.',
  noGroupsDetail: 'El programa puede decirte qué se reúne y cuándo.',
  lookBack: 'Logros y días',
};
