// Tells which marked things have really been on screen, not only in the page.
import { useEffect } from 'preact/hooks';

// What lies behind the tab bar is not seen.
const underBar = '0px 0px -72px 0px';

/** After each drawing: reports the ids in `data-news` of what comes into view while the page is looked at. */
export function useOnScreen(report: (ids: string[]) => void): void {
  useEffect(() => {
    const marked = [...document.querySelectorAll<HTMLElement>('[data-news]')];
    if (marked.length === 0) return;
    const tell = (found: Element[]) => {
      const ids = found.map((one) => (one as HTMLElement).dataset.news as string);
      if (ids.length > 0 && document.visibilityState === 'visible') report(ids);
    };
    if (!('IntersectionObserver' in window)) {
      tell(marked);
      return;
    }
    const eye = new IntersectionObserver(
      (entries) => tell(entries.filter((one) => one.isIntersecting).map((one) => one.target)),
      { rootMargin: underBar },
    );
    for (const one of marked) eye.observe(one);
    return () => eye.disconnect();
  });
}
