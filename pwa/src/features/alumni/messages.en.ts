export const en = {
  title: 'Groups',
  sub: 'Come when you like. There is nothing to sign up for.',
  setbacks: 'Good weeks and setbacks both have a place there.',
  askFor: (name: string) => `ask for ${name}`,
  join: 'Join from home',
  calendar: 'Add to calendar',
  calendarTitle: 'Busy',
  calendarNote: 'It rings an hour before. The entry names no place and no person.',
  events: 'Events',
  noEvents: 'Nothing planned yet.',
  asUsual: (name: string, weekday: string) =>
    `Nothing planned yet. ${name} meets on ${weekday} as usual.`,
  noGroups: 'No groups are listed yet.',
  noGroupsDetail: 'The program can tell you what meets when.',
  lookBack: 'Milestones and days',
};
