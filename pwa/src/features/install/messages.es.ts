import type { en } from './messages.en';

export const es: typeof en = {
  title: 'Tenla a mano',
  about:
    'En tu pantalla de inicio se abre como cualquier otra app, funciona sin señal y puede enviarte recordatorios.',
  steps: [
    'Toca el botón de compartir, abajo o arriba en la pantalla.',
    'Baja y elige “Agregar a inicio”.',
    'Toca “Agregar”. Después ábrela desde ahí.',
  ],
  picture:
    'Dibujo: el botón de compartir, luego la línea “Agregar a inicio” y luego el ícono nuevo.',
  addLine: 'Agregar a inicio',
  add: 'Ponerla en mi pantalla',
  otherwise: 'En el menú de tu navegador, elige “Instalar” o “Agregar a pantalla de inicio”.',
  show: 'Ver cómo',
  later: 'Ahora no',
};
