// Letting reminders reach this phone: the permission, the browser's push address, and telling the server. Every step has
// its own end, because a browser without a push service never answers.

import { deviceName } from '../../lib/device';
import { keep, kept } from '../../lib/preferences';
import { del, get, post } from '../../offline/client';
import { answerPush, pushPermission } from '../../ui/push-offer';

export type PushEnd = 'on' | 'denied' | 'unsupported' | 'homeScreen' | 'noAnswer' | 'offline';

const patience = 12_000;
let state = '';

interface Saved {
  id: string;
  state: string;
}

/** Asks for permission if need be, then connects this phone. Call it from a tap. */
export async function enablePush(): Promise<PushEnd> {
  const before = pushPermission();
  if (before === 'unsupported' || before === 'homeScreen') return before;
  if (before !== 'granted' && (await Notification.requestPermission()) !== 'granted')
    return 'denied';
  keep('push', 'on');
  answerPush();
  return connect();
}

/** On every start: addresses change by themselves, and a phone that was forgotten is remembered again. */
export async function reconnectPush(): Promise<PushEnd | null> {
  if (kept('push') !== 'on' || pushPermission() !== 'granted') return null;
  return connect();
}

/** One tap that mends it: give up the old address, make a new one, and have a first note sent there, which is the proof. */
export async function mendPush(): Promise<PushEnd> {
  const registration = await navigator.serviceWorker?.getRegistration();
  const held = await registration?.pushManager.getSubscription();
  await held?.unsubscribe().catch(() => false);
  const end = await enablePush();
  // The browser may hand out the address it had: then the server sees nothing new and is asked for a note.
  if (end === 'on' && state === 'active') await post('/push/test').catch(() => undefined);
  return end;
}

/** No more reminders on this phone. The server may be out of reach; the address is given up all the same. */
export async function disablePush(): Promise<void> {
  keep('push', null);
  const id = kept('push-id');
  const registration = await navigator.serviceWorker.getRegistration();
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
  if (id) await del(`/push/subscriptions/${id}`).catch(() => undefined);
  keep('push-id', null);
}

async function connect(): Promise<PushEnd> {
  let key: string;
  try {
    ({ key } = await get<{ key: string }>('/push/key'));
  } catch {
    return 'offline';
  }
  const subscription = await withPatience(subscribe(key)).catch(() => null);
  if (!subscription) return 'noAnswer';
  const { endpoint, keys } = subscription.toJSON();
  try {
    const saved = await post<Saved>('/push/subscriptions', {
      endpoint,
      keys: { p256dh: keys?.p256dh, auth: keys?.auth },
      device: deviceName(),
      server_key: key,
    });
    keep('push-id', saved.id);
    state = saved.state;
    return 'on';
  } catch {
    return 'offline';
  }
}

async function subscribe(key: string): Promise<PushSubscription> {
  const { pushManager } = await navigator.serviceWorker.ready;
  const held = await pushManager.getSubscription();
  if (held && sameKey(held, key)) return held;
  await held?.unsubscribe();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}

/** The server may have changed its key; an address made with the old one is replaced. */
function sameKey(held: PushSubscription, key: string): boolean {
  const raw = held.options.applicationServerKey;
  if (!raw) return false;
  const text = btoa(String.fromCharCode(...new Uint8Array(raw)));
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '') === key;
}

function withPatience<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the push service does not answer')), patience);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
