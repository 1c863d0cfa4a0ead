import { atClock, onDay } from '../../i18n/spanish';
import type { en } from './messages.en';

export const es: typeof en = {
  title: 'Pedir una llamada',
  sub: 'Un toque, sin explicaciones. Alguien de tu programa te llamará.',
  ask: 'Llámenme, por favor',
  thereUntil: (time: string) => `Hay alguien hasta ${atClock(time)}`,
  thereAlways: 'Hay alguien de día y de noche.',
  thereFrom: (day: string, time: string) =>
    `Ahora no hay nadie. Regresan ${onDay(day)} a ${atClock(time)} y entonces verán tu petición.`,
  hoursUnknown: 'No sabemos cuándo alguien leerá esto.',
  notOffered: 'Nadie de tu programa vería una petición aquí. Puedes llamarles tú.',
  askedAt: (time: string) => `Pediste una llamada a ${atClock(time)}`,
  askedOn: (moment: string) => `Pediste una llamada el ${moment}`,
  waiting: 'En espera.',
  notSent: 'Guardado solo en este teléfono. El equipo todavía no lo sabe.',
  takeBack: 'Retirar la petición',
  takenBack: 'Retiraste tu petición. Puedes pedir otra cuando quieras.',
  takenBackHere:
    'Retiraste tu petición. Tu equipo todavía puede verla hasta que este teléfono tenga conexión.',
  notTakenBack: 'No se pudo. Inténtalo otra vez cuando tengas conexión.',
  refused: 'No se pudo enviar. Llama, por favor.',
  notKept: 'Este teléfono no pudo guardarlo y no hay conexión. Llama, por favor.',
  receivedAt: (moment: string) => `El equipo lo recibió: ${moment}`,
  somebody: 'Alguien',
  became: {
    waiting: () => 'Tu equipo ya tiene tu petición. Todavía nadie la abre.',
    on_it: (by: string) => `${by} se encarga.`,
    contacted: (by: string) => `${by} habló contigo.`,
    attempted: (by: string) => `${by} intentó llamarte. Puede intentarlo otra vez.`,
    closed: () => 'Hecho. Puedes pedir otra cuando quieras.',
  },
  now: 'Si no puede esperar',
  orYou: 'Las 24 horas',
};
