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
  call988: 'Llamar al 988',
  text988: 'Escribir al 988',
  addPeople: 'Agrega personas a quienes llamar',
  addPeopleAbout: 'Aparecen aquí primero, aunque no haya señal',
  callMe: 'Llámenme, por favor',
  callMeAbout: 'Pide una llamada a tu programa',
  happened: 'Tuve un tropiezo',
};
