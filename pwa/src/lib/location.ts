// Where in the app one is. Screens and components navigate with go() or plain links; only the router decides what to draw.
import { signal } from '@preact/signals';

interface AppLocation {
  path: string;
  query: string;
}

const read = (): AppLocation => ({ path: location.pathname, query: location.search });

export const currentLocation = signal<AppLocation>(read());

/** Moves to a path of the app, for example "/schedule?day=2026-11-23". */
export function go(to: string, how: { replace?: boolean } = {}): void {
  if (how.replace) history.replaceState(history.state, '', to);
  else history.pushState({ inside: true }, '', to);
  currentLocation.value = read();
}

/** One step back if that stays inside the app, else to `fallback`. */
export function back(fallback = '/'): void {
  if ((history.state as { inside?: boolean } | null)?.inside) history.back();
  else go(fallback, { replace: true });
}

const served = /^\/(api|staff|team-view|assets|icons|healthz|help\.html)(\/|$)/;

/** Whether the server draws this address, not the app. */
export const isServed = (path: string): boolean => served.test(path);

function inside(event: MouseEvent): string | null {
  if (event.defaultPrevented || event.button !== 0) return null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = (event.target as Element | null)?.closest?.('a[href]') as HTMLAnchorElement | null;
  if (!link || link.target || link.hasAttribute('download')) return null;
  if (link.origin !== location.origin || served.test(link.pathname)) return null;
  return link.pathname + link.search + link.hash;
}

/** Follows the history buttons and turns clicks on plain links into moves. Returns how to stop. */
export function followLocation(): () => void {
  const onPop = () => {
    currentLocation.value = read();
  };
  const onClick = (event: MouseEvent) => {
    const to = inside(event);
    if (to === null) return;
    event.preventDefault();
    if (to === location.pathname + location.search) window.scrollTo({ top: 0 });
    else go(to);
  };
  window.addEventListener('popstate', onPop);
  document.addEventListener('click', onClick);
  return () => {
    window.removeEventListener('popstate', onPop);
    document.removeEventListener('click', onClick);
  };
}
