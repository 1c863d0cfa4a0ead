import type { en } from './messages.en';

export const es: typeof en = {
  title: 'Descargar mi información',
  sub: 'Todo lo que se guarda sobre ti, en un archivo. Puedes llevártela cuando quieras.',
  forms: {
    html: 'Una página para leer',
    csv: 'Tus notas para una hoja de cálculo',
    json: 'Todo como datos',
  },
  formsAbout: {
    html: 'Se abre en cualquier navegador. Puedes imprimirla.',
    csv: 'Cada respuesta como número y con palabras.',
    json: 'Completa. Para otra aplicación.',
  },
  careful: 'El archivo no tiene clave. Quien pueda abrirlo, puede leerlo.',
  leftOut: 'No incluye códigos ni claves de acceso.',
  unsent: (n: number) =>
    n === 1
      ? 'Una cosa está solo en este teléfono y aún no en la copia.'
      : `${n} cosas están solo en este teléfono y aún no en la copia.`,
  making: 'Haciendo tu copia',
  taken: 'Tu copia está en tus descargas.',
  wait: 'Acabas de llevarte varias copias. Espera diez minutos.',
  stopped: 'Lo dejaste. No se hizo nada.',
  offline: 'Hace falta conexión. No se hizo nada.',
  trouble: 'No funcionó. Puedes probar de nuevo en un momento.',
};
