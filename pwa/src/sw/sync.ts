// Background Sync is a bonus only some browsers have: open pages are told to send what waits.
import { worker } from './cache';

async function tellPages(): Promise<void> {
  for (const one of await worker.clients.matchAll({ type: 'window' }))
    one.postMessage({ flush: true });
}

worker.addEventListener('sync', (event) => {
  const bonus = event as ExtendableEvent & { tag: string };
  if (bonus.tag !== 'outbox') return;
  bonus.waitUntil(tellPages());
});
