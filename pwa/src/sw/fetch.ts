// The shell and its files come from the cache, so that the app opens without a network. Data never does: whatever
// is under /api/ goes straight to the server and is kept nowhere here.
import { isScreen } from '../lib/paths';
import { cacheName, helpPage, precache, shellPage, worker } from './cache';

const files = new Set(precache);

/** Which cached file answers this request, or null to leave it to the network. */
function fileFor(url: URL, navigating: boolean): string | null {
  if (navigating && isScreen(url.pathname)) return shellPage;
  if (url.pathname === helpPage) return helpPage;
  if (files.has(url.pathname) || url.pathname.startsWith('/assets/')) return url.pathname;
  return null;
}

async function answer(request: Request, file: string): Promise<Response> {
  const now = await caches.match(file, { cacheName, ignoreVary: true });
  if (now) return now;
  return (await caches.match(file, { ignoreVary: true })) ?? fetch(request);
}

// An address the app does not draw (a staff page, an old link) is the server's to answer. Without a network the app says so
// calmly instead of the browser's own error page.
async function fromServer(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (problem) {
    const shell = await caches.match(shellPage, { ignoreVary: true });
    if (shell) return shell;
    throw problem;
  }
}

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== worker.location.origin) return;
  const navigating = request.mode === 'navigate';
  const file = fileFor(url, navigating);
  if (file) event.respondWith(answer(request, file));
  else if (navigating && !/^\/(api|healthz)(\/|$)/.test(url.pathname))
    event.respondWith(fromServer(request));
});
