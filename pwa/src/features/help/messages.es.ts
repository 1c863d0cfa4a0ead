import { atClock, onDay } from '../../i18n/spanish';
import type { en } from './messages.en';

export const es: typeof en = {
  title: 'Ayuda ahora',
  sub: 'Funciona sin señal. Nadie ve que abriste esto.',
  ride: 'Esperar a que pase',
  plan: 'Mi plan',
  people: 'Personas',
  program: 'Tu programa',
  anyHour: 'Las 24 horas',
  call: 'Llamar',
  text: 'Mensaje',
  callOne: (name) => `Llamar a ${name}`,
  textOne: (name) => `Mensaje a ${name}`,
  addPeople: 'Agrega personas a quienes llamar',
  addPeopleAbout: 'Aparecen aquí primero, aunque no haya señal',
  openUntil: (time) => `Abierto hasta ${atClock(time)}`,
  opens: (day, time) => `Abre ${onDay(day)} a ${atClock(time)}`,
  opensToday: (time) => `Abre hoy a ${atClock(time)}`,
  callMe: 'Llámenme, por favor',
  callMeAbout: 'Pide una llamada a tu programa',
  happened: 'Tuve un tropiezo',
};
