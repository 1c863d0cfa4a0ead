import type { reminders as en } from '../en/reminders';

export const reminders: typeof en = {
  title: 'Recordatorios',
};
