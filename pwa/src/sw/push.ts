// A push message always shows something: what the server wrote, else a neutral line (a phone that gets silent messages
// takes the permission away). Then the server hears that it came, and the phone gives back the proof it was sent.
import { worker } from './cache';

interface Shown {
  title?: string;
  body?: string;
  tag?: string;
  lang?: string;
  navigate?: string;
  data?: { delivery?: string; activate?: string };
}

function parse(event: PushEvent): Shown {
  try {
    return (event.data?.json() as { notification?: Shown })?.notification ?? {};
  } catch {
    return {};
  }
}

async function tell(path: string, body: unknown): Promise<boolean> {
  try {
    const answer = await fetch(`/api/v1/push/${path}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    return answer.ok;
  } catch {
    return false; // no signal: the reminder was shown all the same
  }
}

async function giveBack({
  delivery,
  activate,
}: {
  delivery?: string;
  activate?: string;
}): Promise<void> {
  if (delivery) await tell('received', { delivery });
  const proven = activate ? await tell('activate', { token: activate }) : false;
  if (!delivery && !proven) return;
  for (const page of await worker.clients.matchAll({ type: 'window' }))
    page.postMessage({ reached: true });
}

worker.addEventListener('push', (event) => {
  const { title = 'Open the app', body, tag, lang, navigate = '/', data = {} } = parse(event);
  const show = worker.registration.showNotification(title, {
    body,
    tag,
    lang,
    icon: '/icons/icon-192.png',
    badge: '/icons/badge-96.png',
    data: { navigate },
  });
  event.waitUntil(Promise.allSettled([show, giveBack(data)]));
});

// The browser made a new address by itself: say so at once; the next start would repair it as well.
worker.addEventListener('pushsubscriptionchange', (event) => {
  const change = event as ExtendableEvent & {
    newSubscription?: PushSubscription | null;
    oldSubscription?: PushSubscription | null;
  };
  change.waitUntil(
    (async () => {
      const options = change.oldSubscription?.options;
      const fresh =
        change.newSubscription ??
        (options
          ? await worker.registration.pushManager.subscribe({
              userVisibleOnly: true,
              applicationServerKey: options.applicationServerKey,
            })
          : null);
      if (!fresh) return;
      const { endpoint, keys } = fresh.toJSON();
      const device = /iPhone|iPad|Android/.exec(navigator.userAgent)?.[0] ?? 'Phone';
      await tell('subscriptions', {
        endpoint,
        keys: { p256dh: keys?.p256dh, auth: keys?.auth },
        device,
      });
    })().catch(() => undefined),
  );
});
