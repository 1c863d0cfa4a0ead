import type { history as en } from '../en/history';
import { small } from '../spanish';

export const history: typeof en = {
  title: 'Tus días recientes',
  sub: 'Solo tú ves esto.',
  urge: 'Ganas',
  stress: 'Estrés',
  none: 'Aún no hay nada aquí.',
  noneHint: 'La primera nota toma diez segundos. Puedes omitir lo que quieras.',
  log: 'Escribir una ahora',
  confidence: 'Mañana',
  sleep: 'Sueño',
  aboutDay: (day: string) => `sobre el ${small(day)}`,
  corrected: 'cambiada',
  empty: 'Guardada sin valores',
  stuck: {
    state: 'No aceptada',
    title: (n: number) => (n === 1 ? 'Una nota no se aceptó' : `${n} notas no se aceptaron`),
    reasons: {
      day_closed: 'Es sobre un día que ya había terminado. Ayer queda abierto hasta las 2 PM.',
      day_ahead: 'Es sobre un día que aún no llega. Revisa la fecha de este teléfono.',
      too_late_to_correct: 'El cambio llegó después de 24 horas. Queda la primera versión.',
      newer_here: 'También se cambió en otro teléfono. Queda esa versión.',
      moment_changed: 'También se cambió en otro teléfono. Queda esa versión.',
      unreadable: 'Este teléfono ya no puede leerla.',
      other: 'Algo en ella no se pudo aceptar.',
    },
    keep: 'Intentar de nuevo',
    letGo: 'Quitar de este teléfono',
  },
  waiting: (n: number) =>
    n === 1 ? 'Una nota está solo en este teléfono.' : `${n} notas están solo en este teléfono.`,
  sendNow: 'Enviar ahora',
  storage:
    'Este teléfono no guarda cosas ahora. Libera espacio o abre la app en una ventana normal.',
};
