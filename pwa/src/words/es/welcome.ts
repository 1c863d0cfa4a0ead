import type { welcome as en } from '../en/welcome';

export const welcome: typeof en = {
  title: 'Bienvenida',
};
