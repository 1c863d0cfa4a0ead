import type { ownWords as en } from '../en/own-words';

export const ownWords: typeof en = {
  title: 'Tus propias palabras',
  sub: 'Lo que puedes elegir al anotar. Solo tú ves estas listas.',
  lists: {
    habits: 'Hoy',
    triggers: 'Qué pasaba',
    helped: 'Qué ayudó',
    emotions: 'Emociones',
    targets: 'Lo que quieres cambiar',
    skills: 'Habilidades',
  },
  add: 'Añadir una palabra',
  addTo: (list) => `Añadir a «${list}»`,
  rename: 'Nombre nuevo',
  change: 'Cambiar',
  changeOne: (word) => `Cambiar ${word}`,
  hide: 'No ofrecerla',
  show: 'Ofrecerla otra vez',
  hiddenOnes: 'No se ofrecen',
  stays: 'Lo que escribiste antes queda igual y cuenta bajo el nombre nuevo.',
  notKept: 'Este teléfono no pudo guardarlo. Inténtalo de nuevo.',
  link: 'Cambiar estas listas',
};
