// Starts the app: theme and language first, then who is here, then the first drawing. Everything else follows it.
import './styles/base.css';
import './styles/frame.css';
import './ui/button.css';
import './ui/card.css';
import './ui/rows.css';
import './ui/states.css';
import './app/tab-bar.css';
import './ui/toast.css';
import { render } from 'preact';
import { App } from './app/app';
import { routeFor } from './app/router';
import { startUpdates } from './app/update';
import { loadLanguage, preferredLanguage } from './i18n';
import { currentLocation, followLocation } from './lib/location';
import { declarationsFrom } from './offline/declarations';
import { startSession } from './offline/sign-in';
import { startInstall } from './ui/install-prompt';
import { startTheme } from './ui/theme';

async function start(): Promise<void> {
  startTheme();
  followLocation();
  startInstall();
  const session = startSession();
  // The first screen travels together with the words; the frame asks again and says so when it did not arrive.
  void routeFor(currentLocation.value.path)
    ?.load()
    .catch(() => undefined);
  await loadLanguage(preferredLanguage());
  const root = document.getElementById('app') as HTMLElement;
  root.replaceChildren();
  render(<App />, root);
  await session;
  // What follows is not needed to draw the first screen, so it comes after it.
  void import('./ui/translation').then((page) => page.followTranslation());
  void import('./features/app-lock/state').then((lock) => lock.startLock());
  void import('./offline/sending').then((sending) => sending.startSending());
  void import('./app/fetch-ahead').then((ahead) => ahead.startFetchingAhead());
  void import('./features/reminders/state').then((reminders) => reminders.startReminders());
  await startUpdates();
}

// What a feature sends is declared in the feature; what waits of one that was not opened yet finds it here.
declarationsFrom({
  operations: {
    absence: () => import('./features/absences/send'),
    call: () => import('./features/calls/state'),
    card: () => import('./features/logbook/cards'),
    checkin: () => import('./features/checkins/record'),
    'checkup-answer': () => import('./features/aftercare/checkup-answers'),
    'sharing-off': () => import('./features/sharing/state'),
  },
  documents: {
    'aftercare-plan': () => import('./features/safety/state'),
    days: () => import('./features/recovery/state'),
    goals: () => import('./features/goals/state'),
    'own-words': () => import('./features/logbook/own-words-state'),
    'safety-plan': () => import('./features/safety/state'),
  },
});

void start();
