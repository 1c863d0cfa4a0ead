import type { welcome as en } from '../en/welcome';

export const welcome: typeof en = {
  title: 'Te damos la bienvenida',
  sub: 'Alguien de tu programa te dio un código. Abre tu propio espacio en este teléfono.',
  code: 'Tu código',
  codeHint: 'Diez letras y números. Puedes usar mayúsculas o minúsculas.',
  open: 'Abrir',
  haveAccount: 'Ya tengo cuenta',
  noCode: '¿No tienes código? Pregunta a la persona que te habló de esta app.',
  codeShort: 'Un código tiene diez letras y números.',
  hello: (name) => `Hola, ${name}`,
  comeBack: {
    title: 'Elige cómo volver a entrar',
    sub: 'Si cambias de teléfono o cierras la sesión, necesitas una forma de entrar. Puedes hacerlo ahora o más tarde en ajustes.',
    passkey: 'Usar el bloqueo de este teléfono',
    passkeyAbout: 'Una llave de acceso: tu huella, tu cara o tu PIN. Nada que recordar.',
    passphrase: 'Elegir un nombre y una frase',
    passphraseAbout: 'Unas palabras que solo tú juntarías.',
    later: 'Más tarde',
  },
};
