export const today = {
  title: 'Today',
  greeting: { morning: 'Good morning', afternoon: 'Good afternoon', evening: 'Good evening' },
  nextAt: (time: string) => `Next, at ${time}`,
  nowUntil: (time: string) => `Now, until ${time}`,
  day: 'Today',
  week: (days: number, of: number, hours: string, ofHours: string) =>
    `This week · ${days} of ${of} days, ${hours} of ${ofHours}`,
  weekAhead: (of: number, hours: string) =>
    `This week · ${of === 1 ? '1 day' : `${of} days`}, ${hours}`,
  weekPlain: 'This week',
  weekNumber: (week: number, about: number) => `Week ${week} of about ${about}`,
  finished: (count: number) => `${count} finished`,
  cannot: 'I can’t make it',
  saidCannot: 'You said you can’t make it',
  stepDown: 'fewer days now',
  comingTrack: (day: string, track: string) => `Starting ${day}, you’re in ${track}.`,
  comingDays: (day: string, days: string) => `Starting ${day}, your days are ${days}.`,
  newsOn: (days: string) => `Your schedule changed on ${days}.`,
  planned: 'planned',
};
