import type { en } from './messages.en';

export const es: typeof en = {
  title: 'Bloqueo de la app',
  about: 'Pregunta antes de abrir. La ayuda queda abierta.',
  sub: 'La ayuda y «Dejarlo pasar» quedan abiertas siempre, también con tus personas para llamar.',
  off: 'Ahora no hay bloqueo.',
  onPhone: 'Esta app se abre con el bloqueo de este teléfono.',
  onPin: 'Esta app pide tu PIN.',
  usePhone: 'Usar el bloqueo del teléfono',
  usePhoneAbout: 'Tus copias en este teléfono quedan selladas con él.',
  usePin: 'Usar un PIN',
  pinAbout:
    'Un PIN es una pantalla de privacidad. Aleja las miradas. No protege el teléfono de quien sabe abrirlo.',
  pinOnly:
    'El bloqueo de este teléfono no puede sellar cosas de una app. Aquí se puede usar un PIN.',
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
  wait: (time) => `Espera un poco. Puedes probar otra vez a las ${time}.`,
  notOpened: 'No se abrió. Puedes probar otra vez.',
  forgot: 'No puedo abrirlo',
  forgotAbout:
    'Puedes entrar de nuevo. Lo que escribiste y aún no se envió queda en este teléfono y sale después.',
  noWayBack: 'No tienes una forma de volver. Tu programa te daría un código nuevo.',
  again: 'Entrar de nuevo',
  offline: 'Esto necesita conexión.',
};
