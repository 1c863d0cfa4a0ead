import type { after as en } from '../en/after';

export const after: typeof en = {
  title: 'Después del programa',
};
