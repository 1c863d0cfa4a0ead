import type { install as en } from '../en/install';

export const install: typeof en = {
  title: 'Tenla a mano',
};
