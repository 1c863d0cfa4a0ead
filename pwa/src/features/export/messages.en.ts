export const en = {
  title: 'Download my information',
  sub: 'Everything kept about you, as a file. You can take it at any time.',
  forms: {
    html: 'A page to read',
    csv: 'Your log for a spreadsheet',
    json: 'Everything as data',
  },
  formsAbout: {
    html: 'Opens in any browser. You can print it.',
    csv: 'Each answer as a number and in words.',
    json: 'Complete. For another app.',
  },
  careful: 'The file is not locked. Whoever can open it can read it.',
  leftOut: 'Sign-in codes and keys are left out.',
  unsent: (n: number) =>
    n === 1
      ? 'One thing is only on this phone and not in the copy yet.'
      : `${n} things are only on this phone and not in the copy yet.`,
  making: 'Making your copy',
  taken: 'Your copy is in your downloads.',
  wait: 'You took some copies just now. Please wait ten minutes.',
  stopped: 'Stopped. Nothing was made.',
  offline: 'This needs a connection. Nothing was made.',
  trouble: 'That did not work. You can try again in a moment.',
};
