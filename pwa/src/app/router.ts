// Every screen of the app, its address, and which tab it belongs to. Screens arrive when they are first needed.
import type { ComponentType } from 'preact';
import { withWords } from '../i18n';
import { match, paths, type ScreenName, type ScreenProps } from '../lib/paths';
import type { Tab } from './tab-bar';

type Loader = () => Promise<{ default: ComponentType<ScreenProps> | ComponentType }>;

interface Entry {
  load: Loader;
  tab?: Tab;
  /** Also for someone who is not signed in. */
  open?: boolean;
}

const screens: Record<ScreenName, Entry> = {
  today: { load: () => import('../features/today/today'), tab: 'today' },
  schedule: {
    load: () => withWords(import('../features/schedule-screens/schedule')),
    tab: 'schedule',
  },
  session: {
    load: () => withWords(import('../features/schedule-screens/session')),
    tab: 'schedule',
  },
  checkIn: { load: () => withWords(import('../features/checkins/check-in')), tab: 'log' },
  ownWords: { load: () => withWords(import('../features/logbook/own-words')), tab: 'log' },
  weekly: { load: () => withWords(import('../features/logbook/weekly')), tab: 'log' },
  skills: { load: () => withWords(import('../features/logbook/skills')), tab: 'log' },
  history: { load: () => withWords(import('../features/insight/history')), tab: 'log' },
  insight: { load: () => withWords(import('../features/insight/insight')), tab: 'log' },
  since: { load: () => withWords(import('../features/insight/since')), tab: 'log' },
  urge: { load: () => withWords(import('../features/urge/urge')), tab: 'help', open: true },
  plan: { load: () => withWords(import('../features/safety/plan')), tab: 'plan' },
  days: { load: () => withWords(import('../features/recovery/days')), tab: 'plan' },
  happened: { load: () => withWords(import('../features/recovery/happened')), tab: 'plan' },
  goals: { load: () => withWords(import('../features/goals/goals')), tab: 'plan' },
  help: { load: () => withWords(import('../features/help/help')), tab: 'help', open: true },
  groups: { load: () => withWords(import('../features/alumni/groups')), tab: 'groups' },
  after: { load: () => withWords(import('../features/aftercare/after')), tab: 'plan' },
  settings: { load: () => withWords(import('../features/account/settings')), tab: 'today' },
  reminders: { load: () => withWords(import('../features/reminders/reminders')), tab: 'today' },
  copy: { load: () => withWords(import('../features/export/copy')), tab: 'today' },
  lock: { load: () => withWords(import('../features/app-lock/lock')), tab: 'today' },
  sharing: { load: () => withWords(import('../features/sharing/sharing')), tab: 'today' },
  supporters: { load: () => withWords(import('../features/supporters/supporters')), tab: 'today' },
  callMe: { load: () => withWords(import('../features/calls/call-me')), tab: 'help' },
  welcome: { load: () => import('../features/account/welcome'), open: true },
  signIn: { load: () => import('../features/account/sign-in'), open: true },
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
