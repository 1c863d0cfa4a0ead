export const checkIn = {
  title: 'How is it right now?',
};
