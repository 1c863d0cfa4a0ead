import type { checkIn as en } from '../en/check-in';

export const checkIn: typeof en = {
  title: '¿Cómo va ahora?',
};
