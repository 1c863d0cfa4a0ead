// Every screen of the app, its address, and which tab it belongs to. Screens arrive when they are first needed.
import type { ComponentType } from 'preact';
import { match, paths, type ScreenName, type ScreenProps } from '../lib/paths';
import type { Tab } from './tab-bar';

export interface ScreenModule {
  default: ComponentType<ScreenProps> | ComponentType;
  /** Resolves when what the screen draws first was read, from this phone or, where it has nothing, from the server. */
  ready?(): Promise<unknown>;
}

type Loader = () => Promise<ScreenModule>;

interface Entry {
  load: Loader;
  tab?: Tab;
  /** Also for someone who is not signed in. */
  open?: boolean;
  /** Also on a phone that is not confirmed; `open` ones are anyway. */
  unconfirmed?: boolean;
}

const screens: Record<ScreenName, Entry> = {
  today: { load: () => import('../features/today/today'), tab: 'today', unconfirmed: true },
  schedule: {
    load: () => import('../features/schedule-screens/schedule'),
    tab: 'schedule',
    unconfirmed: true,
  },
  session: {
    load: () => import('../features/schedule-screens/session'),
    tab: 'schedule',
    unconfirmed: true,
  },
  checkIn: { load: () => import('../features/checkins/check-in'), tab: 'log', unconfirmed: true },
  ownWords: { load: () => import('../features/logbook/own-words'), tab: 'log' },
  weekly: { load: () => import('../features/logbook/weekly'), tab: 'log' },
  skills: { load: () => import('../features/logbook/skills'), tab: 'log' },
  history: { load: () => import('../features/checkins/history'), tab: 'log' },
  insight: { load: () => import('../features/insight/insight'), tab: 'log' },
  since: { load: () => import('../features/insight/since'), tab: 'log' },
  urge: { load: () => import('../features/urge/urge'), tab: 'help', open: true },
  plan: { load: () => import('../features/safety/plan'), tab: 'plan', unconfirmed: true },
  days: { load: () => import('../features/recovery/days'), tab: 'plan' },
  happened: { load: () => import('../features/recovery/happened'), tab: 'plan' },
  goals: { load: () => import('../features/goals/goals'), tab: 'plan' },
  help: { load: () => import('../features/help/help'), tab: 'help', open: true },
  groups: { load: () => import('../features/alumni/groups'), tab: 'groups', unconfirmed: true },
  after: { load: () => import('../features/aftercare/after'), tab: 'plan' },
  settings: { load: () => import('../features/account/settings'), tab: 'today', unconfirmed: true },
  reminders: { load: () => import('../features/reminders/reminders'), tab: 'today' },
  copy: { load: () => import('../features/export/copy'), tab: 'today' },
  lock: { load: () => import('../features/app-lock/lock'), tab: 'today' },
  sharing: { load: () => import('../features/sharing/sharing'), tab: 'today' },
  supporters: { load: () => import('../features/supporters/supporters'), tab: 'today' },
  callMe: { load: () => import('../features/calls/call-me'), tab: 'help', unconfirmed: true },
  welcome: { load: () => import('../features/account/welcome'), open: true },
  signIn: { load: () => import('../features/account/sign-in'), open: true },
  confirm: { load: () => import('../features/account/confirm'), tab: 'today', unconfirmed: true },
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
