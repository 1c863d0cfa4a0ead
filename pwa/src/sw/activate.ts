// Tidies up. The build before this one stays one round longer: another open tab may still ask for its parts.
import { cacheName, prefix, worker } from './cache';

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      const old = (await caches.keys()).filter((k) => k.startsWith(prefix) && k !== cacheName);
      await Promise.all(old.slice(0, -1).map((k) => caches.delete(k)));
      await worker.clients.claim();
    })(),
  );
});
