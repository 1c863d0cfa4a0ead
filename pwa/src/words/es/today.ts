import type { today as en } from '../en/today';

const small = (said: string) => said.charAt(0).toLowerCase() + said.slice(1);

export const today: typeof en = {
  title: 'Hoy',
  greeting: { morning: 'Buenos días', afternoon: 'Buenas tardes', evening: 'Buenas noches' },
  nextAt: (time) => `Lo próximo · ${time}`,
  nextOn: (day, time) => `Lo próximo · ${day}, ${time}`,
  nowUntil: (time) => `Ahora · hasta ${time}`,
  day: 'Hoy',
  tomorrow: 'mañana',
  nothingToday: 'Hoy no hay nada previsto.',
  nothingAhead: 'Nada previsto en las próximas dos semanas',
  nothingAheadAbout: 'Si no es lo que esperabas, llama a tu programa.',
  week: (days, of, hours, ofHours) =>
    `Esta semana · ${days} de ${of} días, ${hours} de ${ofHours} h`,
  weekAhead: (of, hours) => `Esta semana · ${of === 1 ? '1 día' : `${of} días`}, ${hours} h`,
  weekPlain: 'Esta semana',
  weekNumber: (week, about) => `Semana ${week} de unas ${about}`,
  cannot: 'No puedo ir',
  saidCannot: 'Dijiste que no puedes ir',
  stepDown: 'reducción gradual',
  comingTrack: (day, track) => `Desde el ${small(day)} estás en: ${track}.`,
  comingDays: (day, days) => `Desde el ${small(day)} vienes: ${days}.`,
  newsOn: (days) => `Algo es distinto: ${small(days)}`,
  planned: 'hay algo previsto',
  firstDay: {
    over: (day) => `Empiezas el ${day}`,
    tomorrow: 'Empiezas mañana',
    today: 'Empiezas hoy',
    title: 'Tu primer día',
    when: 'Cuándo',
    where: 'Dónde',
    door: 'Por qué puerta',
    bring: 'Qué llevar',
    ask: 'Pregunta por',
    come: 'Puedes venir tal como estás.',
    join: 'Entrar desde casa',
  },
};
