import type { urge as en } from '../en/urge';

export const urge: typeof en = {
  title: 'Dejarlo pasar',
  sub: 'No hay que decidirlo ahora mismo. Casi siempre, las ganas se calman o bajan si esperas.',
  strength: '¿Qué tan fuerte es?',
  none: '0 nada',
  most: '10 lo más fuerte',
  start: 'Esperar diez minutos conmigo',
  running: 'Puedes dejar el teléfono. El tiempo sigue.',
  left: (minutes) => (minutes === 1 ? 'Queda un minuto' : `Quedan ${minutes} minutos`),
  stop: 'Parar el reloj',
  over: 'Pasaron diez minutos.',
  now: '¿Y ahora?',
  went: (before, after) => `De ${before} a ${after}.`,
  easier: 'Bajó. Y estuviste ahí.',
  same: 'Sigue fuerte. Otros diez minutos o alguien con quien hablar: las dos cosas están bien.',
  again: 'Diez minutos más',
  log: 'Anotarlo',
  halt: '¿Hay algo de esto?',
  halts: [
    { id: 'hungry', label: 'Hambre', idea: 'Come o bebe algo, aunque sea poco.' },
    {
      id: 'angry',
      label: 'Enojo',
      idea: 'Muévete: una vuelta a la cuadra o agua fría en las muñecas.',
    },
    {
      id: 'lonely',
      label: 'Soledad',
      idea: 'Manda una línea a alguien de abajo. «Mala noche» basta.',
    },
    {
      id: 'tired',
      label: 'Cansancio',
      idea: 'Acuéstate o da el día por terminado. Eso también es hacer algo.',
    },
  ],
  own: 'De tu plan',
  people: 'Personas',
  more: 'Más ayuda',
};
