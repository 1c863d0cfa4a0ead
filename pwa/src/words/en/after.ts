export const after = {
  title: 'After the program',
};
