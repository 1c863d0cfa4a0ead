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
import { bringScreen } from './app/screens';
import { startUpdates } from './app/update';
import { loadLanguage } from './i18n';
import { afterFirstDraw, drawn, standsWith, within } from './lib/first-draw';
import { currentLocation, followLocation } from './lib/location';
import { preferredLanguage } from './lib/preferred-language';
import { endEarlyAnswers } from './offline/client';
import { endFirstLook } from './offline/database';
import { declarationsFrom } from './offline/declarations';
import { whenProofIsNeeded } from './offline/session';
import { openSession, signInState, startSession } from './offline/sign-in';
import { startInstall } from './ui/install-prompt';
import { startTheme } from './ui/theme';

// Milliseconds. Longer than this the first drawing does not wait for this phone's own copy: storage can hang.
const forCopy = 250;
// And what comes after the first screen does not wait longer for a slow server.
const forScreen = 8000;

async function start(): Promise<void> {
  startTheme();
  followLocation();
  startInstall();
  const opened = openSession();
  const session = startSession(opened);
  const route = routeFor(currentLocation.value.path);
  // A screen that did not arrive is asked for again by the frame, which says so when it does not come.
  const screen = route ? bringScreen(route).catch(() => null) : Promise.resolve(null);
  const prepared = async () => (await screen)?.ready?.();
  // Whoever is not known to this phone is told apart by the server first.
  const inSight = () => route?.open === true || signInState.peek() === 'in';
  const known = opened.then(inSight);
  const fromHere = known.then((is) => is && prepared());
  const atLast = Promise.all([known, session]).then(([is]) =>
    is ? fromHere : inSight() && prepared(),
  );
  // So that a screen is drawn once, whole, what it draws from is read while the scripts arrive.
  const mayDraw = Promise.all([loadLanguage(preferredLanguage()), within(forCopy, fromHere)]);
  const frame = mayDraw.then(() => {
    const root = document.getElementById('app') as HTMLElement;
    root.replaceChildren();
    render(<App />, root);
  });
  standsWith(Promise.all([frame, within(forScreen, atLast)]).then(drawn));
  await afterFirstDraw();
  endFirstLook();
  endEarlyAnswers();
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
    'card-deleted': () => import('./features/logbook/cards'),
    'checkin-deleted': () => import('./features/checkins/record'),
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

whenProofIsNeeded(async (of) => (await import('./features/account/proof')).prove(of));

void start();
