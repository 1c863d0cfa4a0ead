// Background Sync is a bonus only some browsers have: open pages are told to send what waits. With none open it waits
// for the next start; sending from here would make the worker half as heavy again for everyone.
import { worker } from './cache';

worker.addEventListener('sync', (event) => {
  const bonus = event as ExtendableEvent & { tag: string };
  if (bonus.tag !== 'outbox') return;
  bonus.waitUntil(
    worker.clients.matchAll({ type: 'window' }).then((pages) => {
      for (const page of pages) page.postMessage({ flush: true });
    }),
  );
});
