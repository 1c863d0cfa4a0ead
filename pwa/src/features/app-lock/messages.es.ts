import { atClock } from '../../i18n/spanish';
import type { en } from './messages.en';

export const es: typeof en = {
  title: 'Bloqueo de la app',
  about: 'Pregunta antes de abrir. La ayuda queda abierta.',
  sub: 'La ayuda y “Esperar a que pase” quedan abiertas siempre, también con tus personas para llamar.',
  off: 'Ahora no hay bloqueo.',
  onPhone: 'Esta app se abre con el bloqueo de este teléfono.',
  onPin: 'Esta app pide tu PIN.',
  usePhone: 'Usar el bloqueo del teléfono',
  usePhoneAbout: 'También protege lo que está guardado en este teléfono.',
  usePin: 'Usar un PIN',
  pinAbout: 'Un PIN evita miradas curiosas. No detiene a quien sabe entrar en este teléfono.',
  pinOnly:
    'El bloqueo de este teléfono no puede proteger lo que guarda una app. Aquí puedes usar un PIN.',
  pin: 'PIN',
  pinHint: 'De 4 a 12 números',
  pinAgain: 'El mismo PIN otra vez',
  pinShort: 'Un PIN tiene de 4 a 12 números.',
  pinDiffers: 'Los dos no son iguales.',
  set: 'Activar el bloqueo',
  drop: 'Quitar el bloqueo',
  wasSet: 'El bloqueo está activo. Se cierra cuando te ausentas un minuto.',
  wasDropped: 'El bloqueo está quitado.',
  stopped: 'No cambió nada.',
  shutTitle: 'Bloqueado',
  shutSub: 'Ábrelo para seguir. La ayuda siempre está abierta.',
  open: 'Abrir',
  wrong: 'Ese no es el PIN.',
  wait: (time) => `Espera un poco. Puedes probar otra vez a ${atClock(time)}`,
  notOpened: 'No se abrió. Puedes probar otra vez.',
  forgot: 'No puedo abrirlo',
  forgotAbout:
    'Puedes entrar de nuevo. Lo que escribiste y aún no se envió queda en este teléfono y sale después.',
  noWayBack: 'No has elegido una forma de entrar. Tu programa tendría que darte un código nuevo.',
  again: 'Entrar de nuevo',
  offline: 'Esto necesita conexión.',
};
