// What is typed into a sheet and not saved yet: it survives Close, Escape, back, a reload and an update, for this person only.
import { useEffect, useRef, useState } from 'preact/hooks';
import { sameContent } from '../lib/merge';
import { session } from './session';

interface TypedDraft<T> {
  value: T;
  change(value: T): void;
  /** It was typed before and is here again. */
  returned: boolean;
  /** Forgets what was typed and begins with what the sheet began with. */
  startOver(): Promise<void>;
  /** What was typed is saved where it belongs. Resolves when the draft is gone from disk. */
  done(): Promise<void>;
}

/** `name` tells the drafts of a person apart, for example "goal:new". */
export function useDraft<T>(name: string, start: T): TypedDraft<T> {
  const { cache } = session.peek();
  const key = `typed:${name}`;
  const [value, show] = useState(start);
  const [returned, setReturned] = useState(false);
  const touched = useRef(false);
  const writing = useRef(Promise.resolve());

  const store = (next: T | null): Promise<void> => {
    writing.current = writing.current.then(() => cache.write(key, next));
    return writing.current;
  };

  useEffect(() => {
    void cache.read<T>(key).then((before) => {
      if (before === null || touched.current || sameContent(before, start)) return;
      show(before);
      setReturned(true);
    });
  }, [key]);

  return {
    value,
    returned,
    change(next) {
      touched.current = true;
      show(next);
      void store(sameContent(next, start) ? null : next);
    },
    async startOver() {
      touched.current = true;
      await store(null);
      show(start);
      setReturned(false);
    },
    done: () => store(null),
  };
}
