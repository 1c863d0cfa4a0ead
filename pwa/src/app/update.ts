// The service worker and its updates: a new one waits until the next start or until the person taps. Nothing reloads
// under anyone's hands.
import { signal } from '@preact/signals';
import { go } from '../lib/location';

export const updateReady = signal(false);

interface Policy {
  createScriptURL(url: string): string;
}
interface TrustedTypes {
  createPolicy(name: string, rules: Policy): Policy;
}

const workerAddress = '/sw.js';

// The one Trusted Types policy of the app: it knows a single address and lets nothing else pass.
function trusted(): string {
  const factory = (window as { trustedTypes?: TrustedTypes }).trustedTypes;
  const policy = factory?.createPolicy('companion-worker', {
    createScriptURL: (url) => {
      if (url !== workerAddress) throw new TypeError('not our worker');
      return url;
    },
  });
  return policy ? policy.createScriptURL(workerAddress) : workerAddress;
}

let registration: ServiceWorkerRegistration | undefined;
let asked = false;

function watch(found: ServiceWorkerRegistration): void {
  // A first install also passes through "waiting", and WebKit may still report it there once it has activated.
  const look = () => {
    updateReady.value =
      found.waiting?.state === 'installed' && navigator.serviceWorker.controller !== null;
  };
  look();
  found.addEventListener('updatefound', () => {
    found.installing?.addEventListener('statechange', look);
  });
}

/** Registers the worker. A phone without one, or a server without it, loses offline start and nothing else. */
export async function startUpdates(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (asked) location.reload();
  });
  // A tapped notification asks the page it found to show a place of the app.
  navigator.serviceWorker.addEventListener('message', (event) => {
    const to = (event.data as { go?: unknown } | null)?.go;
    if (typeof to === 'string' && to.startsWith('/')) go(to);
  });
  try {
    registration = await navigator.serviceWorker.register(trusted(), { updateViaCache: 'none' });
    watch(registration);
    // A page that was on its way while the first worker became active belongs to none and would stay so.
    const { active } = await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) active?.postMessage('take-in');
  } catch {
    return;
  }
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void registration?.update().catch(() => undefined);
  });
}

/** The person asked for it: let the waiting worker take over, then load this page anew. */
export function applyUpdate(): void {
  asked = true;
  if (registration?.waiting) registration.waiting.postMessage('take-over');
  else location.reload();
}
