// A push message always shows something: what the server wrote, else a neutral line.
import { worker } from './cache';

interface Message {
  notification?: { title?: string; body?: string; tag?: string; lang?: string; navigate?: string };
}

function parse(event: PushEvent): Message {
  try {
    return (event.data?.json() as Message) ?? {};
  } catch {
    return {};
  }
}

worker.addEventListener('push', (event) => {
  const { title = 'Open the app', ...rest } = parse(event).notification ?? {};
  event.waitUntil(
    worker.registration.showNotification(title, {
      body: rest.body,
      tag: rest.tag,
      lang: rest.lang,
      icon: '/icons/icon-192.png',
      badge: '/icons/badge-96.png',
      data: { navigate: rest.navigate ?? '/' },
    }),
  );
});
