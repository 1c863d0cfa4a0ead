import type { urge as en } from '../en/urge';

export const urge: typeof en = {
  title: 'Dejarlo pasar',
};
