export const urge = {
  title: 'Ride it out',
};
