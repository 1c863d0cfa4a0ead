// Whether reminders can come to this phone, and the one question about it.
import { signal } from '@preact/signals';
import { isApple, isInstalled } from '../lib/device';
import { keep, kept } from '../lib/preferences';

export const pushOffered = signal(false);

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
    kept('push') === null &&
    kept('push-asked') === null &&
    (can === 'default' || can === 'homeScreen')
  )
    pushOffered.value = true;
}

export function answerPush(): void {
  keep('push-asked', 'yes');
  pushOffered.value = false;
}
