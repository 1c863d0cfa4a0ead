export const history = {
  title: 'Your recent days',
  sub: 'Only you see this.',
  urge: 'Urge',
  stress: 'Stress',
  none: 'Nothing here yet.',
  noneHint: 'A first entry takes ten seconds. You can skip what you like.',
  log: 'Write one now',
  confidence: 'Tomorrow',
  sleep: 'Sleep',
  aboutDay: (day: string) => `about ${day}`,
  corrected: 'changed',
  empty: 'Saved without values',
  stuck: {
    state: 'Not taken',
    title: (n: number) => (n === 1 ? 'One entry was not taken' : `${n} entries were not taken`),
    reasons: {
      day_closed: 'It is about a day that was already over. Yesterday stays open until 2 PM.',
      day_ahead: 'It is about a day that has not come yet. Please check the date of this phone.',
      too_late_to_correct: 'The change came after 24 hours. The first version stays.',
      newer_here: 'It was changed on another phone too. That version stays.',
      moment_changed: 'It was changed on another phone too. That version stays.',
      unreadable: 'This phone can no longer read it.',
      other: 'Something in it could not be accepted.',
    },
    keep: 'Try again',
    letGo: 'Remove from this phone',
  },
  waiting: (n: number) =>
    n === 1 ? 'One entry is only on this phone.' : `${n} entries are only on this phone.`,
  sendNow: 'Send now',
  storage:
    'This phone does not keep things right now. Free some space, or open the app in a normal window.',
};
