// Gets every file of this build, whole or not at all, past the browser's own cache; a file that carries its hash in its name
// and is here from an earlier build is not asked for again. Then waits: the page in front of someone keeps the version it
// started with, until it asks for this one.
import { cacheName, precache, worker } from './cache';

const hashed = (url: string) => url.startsWith('/assets/');

async function install(): Promise<void> {
  const held = await Promise.all(
    precache.map((url) => (hashed(url) ? caches.match(url, { ignoreVary: true }) : undefined)),
  );
  const cache = await caches.open(cacheName);
  const fresh = precache.filter((_, i) => !held[i]);
  await cache.addAll(fresh.map((url) => new Request(url, { cache: 'reload' })));
  await Promise.all(precache.map((url, i) => held[i] && cache.put(url, held[i])));
}

worker.addEventListener('install', (event) => {
  event.waitUntil(install());
});

worker.addEventListener('message', (event) => {
  if (event.data === 'take-over') event.waitUntil(worker.skipWaiting());
  // A page that was on its way while the first worker became active belongs to none, and asks.
  if (event.data === 'take-in') event.waitUntil(worker.clients.claim());
});
