// Fetches every file of this build, whole or not at all, past the browser's own cache. Then waits: the page in
// front of someone keeps the version it started with, until it asks for this one.
import { cacheName, precache, worker } from './cache';

worker.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(cacheName)
      .then((cache) => cache.addAll(precache.map((url) => new Request(url, { cache: 'reload' })))),
  );
});

worker.addEventListener('message', (event) => {
  if (event.data === 'take-over') event.waitUntil(worker.skipWaiting());
});
