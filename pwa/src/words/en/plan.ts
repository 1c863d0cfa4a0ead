export const plan = {
  title: 'My plan',
};
