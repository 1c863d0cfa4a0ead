import type { feed as en } from '../en/feed';

export const feed: typeof en = {
  title: 'Tu calendario, siempre al día',
  about:
    'Tu calendario puede mirar aquí una y otra vez. Si una hora cambia, cambia también allí. No suena nada.',
  turnOn: 'Ver cómo funciona',
  before: 'Antes de activarlo',
  know: [
    'La empresa de tu calendario, como Google o Apple, recibe una copia de tus fechas.',
    'Si compartes ese calendario con tu familia, ellos también ven tus fechas. Y quien tenga la dirección.',
    'Cada fecha se llama «Tiempo reservado». No hay nombres ni lugares.',
    'Los días y las horas sí se ven. Alguien podría adivinar qué son.',
    'Termina cuando lo apagas y cuando acaba tu programa. Un calendario puede mostrar fechas viejas un tiempo.',
  ],
  again: 'Tu dirección anterior deja de servir en el momento.',
  yes: 'Crear mi dirección',
  no: 'Ahora no',
  ready: 'La dirección de tu calendario',
  once: 'Solo la ves esta vez. Puedes crear otra cuando quieras.',
  open: 'Abrir en mi calendario',
  copy: 'Copiar la dirección',
  copied: 'Copiada',
  notCopied: 'No funcionó. Mantén el dedo sobre la dirección para copiarla.',
  google:
    'Para Google, usa una computadora: en «Otros calendarios», elige «Desde URL» y pégala allí.',
  on: (day: string) => `Activo desde el ${day}`,
  read: (day: string) => `Un calendario lo leyó por última vez el ${day}`,
  neverRead: 'Ningún calendario lo ha leído todavía',
  replace: 'Crear otra dirección',
  turnOff: 'Apagarlo',
  turnedOff: 'Apagado. La dirección ya no sirve.',
  ends: {
    notOffered: 'Tu programa no ofrece esto ahora.',
    wait: 'Ahora no funcionó. Prueba en unos minutos.',
    offline: 'Para eso hace falta conexión. No cambió nada.',
  },
};
