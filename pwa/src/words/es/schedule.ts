import type { schedule as en } from '../en/schedule';

export const schedule: typeof en = {
  title: 'Horario',
};
