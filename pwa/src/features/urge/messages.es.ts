import { atClock } from '../../i18n/spanish';
import type { en } from './messages.en';

export const es: typeof en = {
  title: 'Esperar a que pase',
  sub: 'No hace falta decidir nada ahora. Casi siempre las ganas se calman si esperas.',
  strength: '¿Qué tan fuerte es?',
  none: '0 nada',
  most: '10 lo más fuerte',
  start: 'Iniciar 10 minutos',
  running: 'Puedes soltar el teléfono. El reloj sigue.',
  left: (minutes) => (minutes === 1 ? 'Queda un minuto' : `Quedan ${minutes} minutos`),
  stop: 'Parar el reloj',
  over: 'Pasaron diez minutos.',
  now: '¿Y ahora?',
  went: (before, after) => `De ${before} a ${after}.`,
  easier: 'Las ganas bajaron, y aquí sigues.',
  same: 'Sigue fuerte. Otros diez minutos o alguien con quien hablar: las dos cosas están bien.',
  again: 'Diez minutos más',
  log: 'Anotarlo',
  logged: 'Está en tus notas.',
  notLogged: 'No se pudo guardar ahora. Tus números siguen en esta pantalla.',
  helped: '¿Qué hiciste?',
  best: 'Lo que ayudó antes',
  bestLine: (word, median, times) =>
    `Lo que más te ha ayudado: ${word}. Las ganas bajaron unos ${Math.abs(median)} puntos (${times} veces).`,
  ask: (time, before) => `A ${atClock(time)} anotaste tus ganas en ${before}.`,
  askNow: '¿Cómo va ahora?',
  askSave: 'Guardar',
  askNo: 'Ahora no',
  halt: '¿Sientes algo de esto?',
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
      idea: 'Mándale un mensaje a alguien de abajo. Con “mala noche” basta.',
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
