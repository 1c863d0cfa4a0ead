// Every screen of the app, its address, and which tab it belongs to. Screens arrive when they are first needed.
import type { ComponentType } from 'preact';
import type { Tab } from './parts/TabBar';
import { match, paths, type ScreenName } from './util/paths';
import { withWords } from './words';

export interface ScreenProps {
  params: Record<string, string>;
  query: URLSearchParams;
}

type Loader = () => Promise<{ default: ComponentType<ScreenProps> | ComponentType }>;

interface Entry {
  load: Loader;
  tab?: Tab;
  /** Also for someone who is not signed in. */
  open?: boolean;
}

const screens: Record<ScreenName, Entry> = {
  today: { load: () => import('./screens/today'), tab: 'today' },
  schedule: { load: () => withWords(import('./screens/schedule')), tab: 'schedule' },
  session: { load: () => withWords(import('./screens/session')), tab: 'schedule' },
  checkIn: { load: () => withWords(import('./screens/check-in')), tab: 'log' },
  ownWords: { load: () => withWords(import('./screens/own-words')), tab: 'log' },
  weekly: { load: () => withWords(import('./screens/weekly')), tab: 'log' },
  skills: { load: () => withWords(import('./screens/skills')), tab: 'log' },
  history: { load: () => withWords(import('./screens/history')), tab: 'log' },
  insight: { load: () => withWords(import('./screens/insight')), tab: 'log' },
  since: { load: () => withWords(import('./screens/since')), tab: 'log' },
  urge: { load: () => withWords(import('./screens/urge')), tab: 'help', open: true },
  plan: { load: () => withWords(import('./screens/plan')), tab: 'plan' },
  days: { load: () => withWords(import('./screens/days')), tab: 'plan' },
  happened: { load: () => withWords(import('./screens/happened')), tab: 'plan' },
  goals: { load: () => withWords(import('./screens/goals')), tab: 'plan' },
  help: { load: () => withWords(import('./screens/help')), tab: 'help', open: true },
  groups: { load: () => withWords(import('./screens/groups')), tab: 'groups' },
  after: { load: () => withWords(import('./screens/after')), tab: 'plan' },
  settings: { load: () => withWords(import('./screens/settings')), tab: 'today' },
  reminders: { load: () => withWords(import('./screens/reminders')), tab: 'today' },
  copy: { load: () => withWords(import('./screens/copy')), tab: 'today' },
  lock: { load: () => withWords(import('./screens/lock')), tab: 'today' },
  sharing: { load: () => withWords(import('./screens/sharing')), tab: 'today' },
  supporters: { load: () => withWords(import('./screens/supporters')), tab: 'today' },
  callMe: { load: () => withWords(import('./screens/call-me')), tab: 'help' },
  welcome: { load: () => import('./screens/welcome'), open: true },
  signIn: { load: () => import('./screens/sign-in'), open: true },
};

export interface Route extends Entry {
  name: ScreenName;
  params: Record<string, string>;
}

/** The screen for a path, or null when the app has none there. */
export function routeFor(path: string): Route | null {
  for (const name of Object.keys(paths) as ScreenName[]) {
    const params = match(paths[name], path);
    if (params) return { name, params, ...screens[name] };
  }
  return null;
}
