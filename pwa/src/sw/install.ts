// Gets every file of this build, whole or not at all, past the browser's own cache; a file that carries its hash in its name
// and is here from an earlier build is not asked for again. Then waits: the page in front of someone keeps the version it
// started with, until it asks for this one.
import { cacheName, precache, worker } from './cache';

async function install(): Promise<void> {
  const fresh = [];
  const held: [string, Response][] = [];
  for (const url of precache) {
    const known = url.startsWith('/assets/') && (await caches.match(url, { ignoreVary: true }));
    if (known) held.push([url, known]);
    else fresh.push(new Request(url, { cache: 'reload' }));
  }
  const cache = await caches.open(cacheName);
  await cache.addAll(fresh);
  await Promise.all(held.map(([url, file]) => cache.put(url, file)));
}

worker.addEventListener('install', (event) => {
  event.waitUntil(install());
});

worker.addEventListener('message', (event) => {
  if (event.data === 'take-over') event.waitUntil(worker.skipWaiting());
});
