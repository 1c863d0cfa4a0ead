// Every screen of the app, its address, and which tab it belongs to. Screens arrive when they are first needed.
import type { ComponentType } from 'preact';
import type { Tab } from './parts/TabBar';
import { match, paths, type ScreenName } from './util/paths';

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
  schedule: { load: () => import('./screens/schedule'), tab: 'schedule' },
  session: { load: () => import('./screens/session'), tab: 'schedule' },
  checkIn: { load: () => import('./screens/check-in'), tab: 'log' },
  history: { load: () => import('./screens/history'), tab: 'log' },
  urge: { load: () => import('./screens/urge'), tab: 'help', open: true },
  plan: { load: () => import('./screens/plan'), tab: 'plan' },
  help: { load: () => import('./screens/help'), tab: 'help', open: true },
  groups: { load: () => import('./screens/groups'), tab: 'groups' },
  after: { load: () => import('./screens/after'), tab: 'plan' },
  settings: { load: () => import('./screens/settings'), tab: 'today' },
  reminders: { load: () => import('./screens/reminders'), tab: 'today' },
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
