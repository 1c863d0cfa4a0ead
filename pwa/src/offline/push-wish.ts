// Whether reminders can come to this phone, whether the person wants them here, and the one question about it. Apart from the
// rest of push, so that the first load stays small.
import { signal } from '@preact/signals';
import { isApple, isInstalled } from '../lib/device';
import { preference, setPreference } from '../lib/preferences';
import { fromState, perSession, type Session } from './session';

/** Whether the question "would a reminder help?" is on the screen. */
export const pushOffered = signal(false);

const wantedName = 'push-wanted';
const wantedState = () => signal<boolean | null>(null);

/** Null until it was read. */
export const pushWanted = fromState(perSession(wantedState), (wanted) => wanted);

export async function savePushWanted(of: Session, on: boolean): Promise<void> {
  of.state(wantedState).value = on;
  await of.cache.write(wantedName, on ? true : null);
}

/** Reads the wish. An older app kept it for the phone, whoever was signed in: it passes to the one who is. */
export async function readPushWanted(of: Session): Promise<boolean> {
  const old = preference('push') === 'on';
  const wanted = old || (await of.cache.read<boolean>(wantedName)) === true;
  if (old && of.signedIn.peek() && !of.ended) {
    await savePushWanted(of, true);
    setPreference('push', null);
    setPreference('push-id', null);
  }
  of.state(wantedState).value = wanted;
  return wanted;
}

export function pushPermission(): 'unsupported' | 'homeScreen' | NotificationPermission {
  const able =
    'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis;
  if (!able) return isApple() && !isInstalled() ? 'homeScreen' : 'unsupported';
  return Notification.permission;
}

/** After the first success. Does nothing where it was answered before, is on already, or cannot work. */
export function offerPush(): void {
  const can = pushPermission();
  if (
    pushWanted.peek() !== true &&
    preference('push-asked') === null &&
    (can === 'default' || can === 'homeScreen')
  )
    pushOffered.value = true;
}

export function answerPush(): void {
  setPreference('push-asked', 'yes');
  pushOffered.value = false;
}
