// Tells the other tabs of this app on this phone what changed in the database, so that each draws the same.

type Change =
  /** Rows of the outbox, or a document, of this account. */
  | { of: 'outbox'; account: string }
  | { of: 'document'; account: string; name: string }
  /** Another person signed in or somebody signed out. */
  | { of: 'signIn'; account: string | null };

const name = 'companion';
let channel: BroadcastChannel | null = null;
const listeners = new Set<(change: Change) => void>();

// Without BroadcastChannel a tab learns of the others' changes when it comes to the front.
function open(): BroadcastChannel | null {
  if (!channel && typeof BroadcastChannel === 'function') {
    channel = new BroadcastChannel(name);
    channel.addEventListener('message', (event) => {
      for (const then of [...listeners]) then(event.data as Change);
    });
  }
  return channel;
}

export function announce(change: Change): void {
  open()?.postMessage(change);
}

/** Returns how to stop. */
export function whenOtherTab(then: (change: Change) => void): () => void {
  open();
  listeners.add(then);
  return () => listeners.delete(then);
}
