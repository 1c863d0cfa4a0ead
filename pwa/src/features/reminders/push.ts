// Letting reminders reach this phone: the permission, the browser's push address, and telling the server. The address belongs
// to the sign-in: it ends with it, here and on the server. Every step has its own end, because a browser without a push
// service never answers.
import { signal } from '@preact/signals';
import { deviceName } from '../../lib/device';
import { Problem } from '../../offline/client';
import {
  answerPush,
  pushPermission,
  readPushWanted,
  savePushWanted,
} from '../../offline/push-wish';
import { type Session, session } from '../../offline/session';
import { pushStatus, refreshPushStatus } from './push-status';

export type PushEnd =
  | 'on'
  | 'denied'
  | 'unsupported'
  | 'homeScreen'
  | 'noAnswer'
  | 'offline'
  /** The server does not send to this browser's push service. */
  | 'refusedHost'
  | 'tooMany'
  | 'busy'
  | 'trouble';

const patience = 12_000; // milliseconds

interface Saved {
  id: string;
  state: string;
}

const makeState = () => ({
  /** What the server said of the address at the last registration. */
  registered: signal<Saved | null>(null),
});

/** Asks for permission if need be, then connects this phone. Call it from a tap. */
export async function enablePush(): Promise<PushEnd> {
  const before = pushPermission();
  if (before === 'unsupported' || before === 'homeScreen') return before;
  if (before !== 'granted' && (await Notification.requestPermission()) !== 'granted')
    return 'denied';
  const here = session.peek();
  await savePushWanted(here, true);
  answerPush();
  return connect(here);
}

/**
 * On every start: addresses change by themselves, and a phone the server gave up is connected again without a tap. Null
 * where the person does not want it or the phone does not allow it.
 */
export async function reconnectPush(of = session.peek()): Promise<PushEnd | null> {
  if (!(await readPushWanted(of)) || pushPermission() !== 'granted') return null;
  await refreshPushStatus();
  if (pushStatus.peek()?.renew) await dropAddress();
  const end = await connect(of);
  if (end === 'on') await refreshPushStatus();
  return end;
}

/** One tap that mends it: give up the old address, make a new one, and have a first note sent there, which is the proof. */
export async function mendPush(): Promise<PushEnd> {
  await dropAddress();
  const here = session.peek();
  const end = await enablePush();
  // The browser may hand out the address it had: then the server sees nothing new and is asked for a note.
  if (end === 'on' && here.state(makeState).registered.peek()?.state === 'active')
    await here.post('/push/test?only_this_phone=true').catch(() => undefined);
  return end;
}

/** Gives this browser's address up. Nothing can be pushed here any more, whatever the server knows. */
export async function dropAddress(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  const held = await registration?.pushManager?.getSubscription();
  await held?.unsubscribe().catch(() => false);
}

/** No more reminders on this phone. The server may be out of reach; the address is given up all the same. */
export async function disablePush(): Promise<void> {
  const here = session.peek();
  const id = here.state(makeState).registered.peek()?.id;
  await savePushWanted(here, false);
  await dropAddress();
  if (id) await here.delete(`/push/subscriptions/${id}`).catch(() => undefined);
}

function endOf(problem: unknown): PushEnd {
  if (!(problem instanceof Problem)) return 'offline';
  if (problem.code === 'push_host_refused' || problem.code === 'push_keys_refused')
    return 'refusedHost';
  if (problem.code === 'too_many_phones') return 'tooMany';
  return problem.status === 429 || problem.status === 503 ? 'busy' : 'trouble';
}

async function connect(of: Session): Promise<PushEnd> {
  try {
    const { key } = await of.get<{ key: string }>('/push/key');
    const subscription = await withPatience(subscribe(key)).catch(() => null);
    if (!subscription) return 'noAnswer';
    if (of.ended) {
      await dropAddress(); // signed out while the browser made it
      return 'offline';
    }
    const { endpoint, keys } = subscription.toJSON();
    of.state(makeState).registered.value = await of.post<Saved>('/push/subscriptions', {
      endpoint,
      keys: { p256dh: keys?.p256dh, auth: keys?.auth },
      device: deviceName(),
      server_key: key,
    });
    return 'on';
  } catch (problem) {
    return endOf(problem);
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
