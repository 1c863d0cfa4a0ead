// The time on screen: a screen that shows "next" or "past" draws itself anew as minutes go by.
import { useEffect, useState } from 'preact/hooks';

/** Now, renewed twice a minute and whenever the person comes back to the page. */
export function useNow(): Date {
  const [now, set] = useState(() => new Date());
  useEffect(() => {
    const renew = () => set(new Date());
    const timer = setInterval(renew, 30_000);
    document.addEventListener('visibilitychange', renew);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', renew);
    };
  }, []);
  return now;
}
