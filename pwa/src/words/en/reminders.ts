export const reminders = {
  title: 'Reminders',
};
