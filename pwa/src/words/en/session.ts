export const session = {
  title: 'Session',
};
