// Offering a place on the home screen: once, after the first success, and never again on its own after "not now".
import { signal } from '@preact/signals';
import { isInstalled } from '../lib/device';
import { preference, setPreference } from '../lib/preferences';

interface InstallPrompt extends Event {
  prompt(): Promise<void>;
}

export const installOffered = signal(false);
/** The browser's own question, when it has one to show. */
export const browserPrompt = signal<InstallPrompt | null>(null);

export function startInstall(): void {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    browserPrompt.value = event as InstallPrompt;
  });
  window.addEventListener('appinstalled', () => {
    browserPrompt.value = null;
    installOffered.value = false;
    void navigator.storage?.persist?.();
  });
}

/** Whether it is still to be offered: not installed already, and not answered before. */
export const mayOfferInstall = () => !isInstalled() && preference('install') === null;

/** The person asked to see how. */
export function showInstall(): void {
  installOffered.value = true;
}

export function answerInstall(): void {
  setPreference('install', 'answered');
  installOffered.value = false;
}

export async function installNow(): Promise<void> {
  const question = browserPrompt.value;
  browserPrompt.value = null;
  answerInstall();
  await question?.prompt();
}
