// A tap on a notification brings the app forward at the right screen, or opens it there.
import { worker } from './cache';

async function open(to: string): Promise<void> {
  const windows = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const here = windows.find((one) => new URL(one.url).origin === worker.location.origin);
  if (!here) {
    await worker.clients.openWindow(to);
    return;
  }
  here.postMessage({ go: to });
  await here.focus();
}

worker.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const wanted = new URL(
    (event.notification.data?.navigate as string) ?? '/',
    worker.location.origin,
  );
  const to = wanted.origin === worker.location.origin ? wanted.pathname + wanted.search : '/';
  event.waitUntil(open(to));
});
