import type { today as en } from '../en/today';
import { small } from '../spanish';

export const today: typeof en = {
  title: 'Hoy',
  greeting: { morning: 'Buenos días', afternoon: 'Buenas tardes', evening: 'Buenas noches' },
  nextAt: (time) => `Lo próximo · ${time}`,
  nowUntil: (time) => `Ahora · hasta ${time}`,
  day: 'Hoy',
  week: (days, of, hours, ofHours) => `Esta semana · ${days} de ${of} días, ${hours} de ${ofHours}`,
  weekAhead: (of, hours) => `Esta semana · ${of === 1 ? '1 día' : `${of} días`}, ${hours}`,
  weekPlain: 'Esta semana',
  weekNumber: (week, about) => `Semana ${week} de unas ${about}`,
  finished: (count) => (count === 1 ? 'Ya terminó 1' : `Ya terminaron ${count}`),
  cannot: 'No puedo ir',
  saidCannot: 'Dijiste que no puedes ir',
  stepDown: 'menos días',
  comingTrack: (day, track) => `Desde el ${small(day)} estás en: ${track}.`,
  comingDays: (day, days) => `Desde el ${small(day)} vienes: ${days}.`,
  newsOn: (days) => `Tu horario cambió: ${small(days)}`,
  planned: 'hay algo previsto',
};
