import type { en } from './messages.en';

export const es: typeof en = {
  title: 'Ayuda, aquí mismo',
  sub: 'Funciona sin señal. Nadie ve que abriste esto.',
  ride: 'Dejarlo pasar',
  plan: 'Mi plan',
  people: 'Personas',
  program: 'Tu programa',
  anyHour: 'A cualquier hora',
  call: 'Llamar',
  text: 'Mensaje',
  callOne: (name) => `Llamar a ${name}`,
  textOne: (name) => `Mensaje a ${name}`,
  addPeople: 'Agrega personas a quienes llamar',
  addPeopleAbout: 'Aparecen aquí primero, también sin señal',
  openUntil: (time) => `Abierto hasta las ${time}`,
  opens: (day, time) => `Abre ${day} a las ${time}`,
  opensToday: (time) => `Abre hoy a las ${time}`,
  callMe: 'Llámenme, por favor',
  callMeAbout: 'Pide una llamada a tu programa',
  happened: 'Pasó',
};
