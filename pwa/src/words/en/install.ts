export const install = {
  title: 'Keep it close',
};
