// Starts the app: theme and language first, then who is here, then the first drawing. Everything else follows it.
import './styles/tokens.css';
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
import { followPlace, place } from './lib/location';
import { startSession } from './offline/sign-in';
import { startInstall } from './ui/install-prompt';
import { startTheme } from './ui/theme';

async function start(): Promise<void> {
  startTheme();
  followPlace();
  startInstall();
  const session = startSession();
  // The first screen travels together with the words; the frame asks again and says so when it did not arrive.
  void routeFor(place.value.path)
    ?.load()
    .catch(() => undefined);
  await loadLanguage(preferredLanguage());
  const root = document.getElementById('app') as HTMLElement;
  root.replaceChildren();
  render(<App />, root);
  await session;
  // What follows is not needed to draw the first screen, so it comes after it.
  void import('./features/app-lock/state').then((lock) => lock.startLock());
  void import('./features/checkins/old-sending').then((sending) => sending.startSending());
  void import('./app/old-send-kept').then((kept) => kept.startSendingKept());
  void import('./app/old-fill-cache').then((pocket) => pocket.startFillingPocket());
  void import('./features/reminders/state').then((reminders) => reminders.startReminders());
  await startUpdates();
}

void start();
