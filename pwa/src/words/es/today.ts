import type { today as en } from '../en/today';

export const today: typeof en = {
  title: 'Hoy',
};
