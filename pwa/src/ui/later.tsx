// Something of a screen that arrives after the first drawing. Until it is here, or when it is not wanted
// or cannot be had, what stands instead stays.
import type { ComponentChildren, ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

type Module = { default: ComponentType };

interface LaterProps {
  /** Null when there is nothing to show. Asked once. */
  load: () => Promise<Module | null>;
  instead?: ComponentChildren;
}

export function Later({ load, instead = null }: LaterProps) {
  const [view, show] = useState<{ View: ComponentType } | null>(null);
  useEffect(() => {
    let here = true;
    load()
      .then((module) => here && module && show({ View: module.default }))
      .catch(() => undefined);
    return () => {
      here = false;
    };
  }, []);
  return view ? <view.View /> : instead;
}
