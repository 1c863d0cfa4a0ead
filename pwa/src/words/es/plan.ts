import type { plan as en } from '../en/plan';

export const plan: typeof en = {
  title: 'Mi plan',
};
