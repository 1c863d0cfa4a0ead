// Starts the app: theme and language first, then who is here, then the first drawing. Everything else follows it.
import './styles/tokens.css';
import './styles/base.css';
import './styles/frame.css';
import './styles/button.css';
import './styles/card.css';
import './styles/rows.css';
import './styles/states.css';
import './styles/tabbar.css';
import './styles/toast.css';
import { render } from 'preact';
import { startInstall } from './actions/install';
import { startSession } from './actions/session';
import { startUpdates } from './actions/updates';
import { App } from './app';
import { routeFor } from './router';
import { followPlace, place } from './util/place';
import { startTheme } from './util/theme';
import { preferredLanguage, speak } from './words';

async function start(): Promise<void> {
  startTheme();
  followPlace();
  startInstall();
  const session = startSession();
  // The first screen travels together with the words; the frame asks again and says so when it did not arrive.
  void routeFor(place.value.path)
    ?.load()
    .catch(() => undefined);
  await speak(preferredLanguage());
  const root = document.getElementById('app') as HTMLElement;
  root.replaceChildren();
  render(<App />, root);
  await session;
  // What follows is not needed to draw the first screen, so it comes after it.
  void import('./actions/lock').then((lock) => lock.startLock());
  void import('./actions/sending').then((sending) => sending.startSending());
  void import('./actions/sendKept').then((kept) => kept.startSendingKept());
  void import('./actions/fillPocket').then((pocket) => pocket.startFillingPocket());
  void import('./actions/refreshReminders').then((reminders) => reminders.startReminders());
  await startUpdates();
}

void start();
