// Something of a screen that arrives after the first drawing. Until it is here, or when it is not wanted
// or cannot be had, what stands instead stays.
import type { ComponentChildren, ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { afterFirstDraw } from '../lib/first-draw';

type Module = { default: ComponentType };

interface LaterProps {
  /** Null when there is nothing to show. Asked once. */
  load: () => Promise<Module | null>;
  instead?: ComponentChildren;
  /** It is what the screen is there for: it does not wait until the rest stands. */
  first?: boolean;
}

export function Later({ load, instead = null, first = false }: LaterProps) {
  const [view, show] = useState<{ View: ComponentType } | null>(null);
  useEffect(() => {
    let here = true;
    (first ? load() : afterFirstDraw().then(load))
      .then((module) => here && module && show({ View: module.default }))
      .catch(() => undefined);
    return () => {
      here = false;
    };
  }, []);
  return view ? <view.View /> : instead;
}
