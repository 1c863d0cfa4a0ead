// Background Sync is a bonus only some browsers have. Open pages send what waits and show it; with none open the worker
// sends by itself.
import { flushOutbox } from '../actions/flushOutbox';
import { worker } from './cache';

async function send(): Promise<void> {
  const pages = await worker.clients.matchAll({ type: 'window' });
  for (const page of pages) page.postMessage({ flush: true });
  if (pages.length > 0) return;
  const ended = await flushOutbox({ underWay: () => undefined, settled: () => undefined });
  // Rejecting asks the browser to wake us once more later.
  if (ended.how === 'later') throw new Error('not sent yet');
}

worker.addEventListener('sync', (event) => {
  const bonus = event as ExtendableEvent & { tag: string };
  if (bonus.tag === 'outbox') bonus.waitUntil(send());
});
