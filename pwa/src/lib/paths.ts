// Addresses of the app's own screens, known to the router and to the service worker (which serves the shell for them).
export const paths = {
  today: '/',
  schedule: '/schedule',
  session: '/schedule/:id',
  checkIn: '/log',
  ownWords: '/log/words',
  weekly: '/log/weekly',
  skills: '/log/skills',
  history: '/history',
  insight: '/insight',
  since: '/since',
  urge: '/urge',
  plan: '/plan',
  days: '/days',
  happened: '/days/happened',
  goals: '/goals',
  help: '/help',
  groups: '/groups',
  after: '/after',
  settings: '/settings',
  reminders: '/settings/reminders',
  lock: '/settings/lock',
  sharing: '/sharing',
  callMe: '/call-me',
  copy: '/settings/copy',
  supporters: '/settings/supporters',
  welcome: '/welcome',
  signIn: '/sign-in',
  confirm: '/confirm',
} as const;

/** What an address gives the screen it names. */
export interface ScreenProps {
  params: Record<string, string>;
  query: URLSearchParams;
}

export type ScreenName = keyof typeof paths;

/** The values of a pattern's `:names` if the path fits it, else null. */
export function match(pattern: string, path: string): Record<string, string> | null {
  const want = pattern.split('/');
  const have = path.replace(/(.)\/$/, '$1').split('/');
  if (want.length !== have.length) return null;
  const params: Record<string, string> = {};
  for (const [i, part] of want.entries()) {
    const value = have[i] ?? '';
    if (part.startsWith(':') && value) params[part.slice(1)] = value;
    else if (part !== value) return null;
  }
  return params;
}

/** Whether the app itself draws this address. */
export function isScreen(path: string): boolean {
  return Object.values(paths).some((pattern) => match(pattern, path) !== null);
}
