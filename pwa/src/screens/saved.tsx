// After Save: where the entry is, told honestly while it travels; after a hard one, first of all three ways on.
import { useEffect } from 'preact/hooks';
import type { Entry } from '../actions/recordCheckin';
import { log } from '../actions/refreshCheckins';
import { AfterHard } from '../parts/AfterHard';
import { Button, ButtonLink } from '../parts/Button';
import { LogState } from '../parts/LogState';
import { ScreenHead } from '../parts/ScreenHead';
import { focusTitle } from '../util/focus';
import { words } from '../words';

interface SavedProps {
  entry: Entry;
  hard: boolean;
  onServerOnly: boolean;
  onAnother: () => void;
}

export function Saved({ entry, hard, onServerOnly, onAnother }: SavedProps) {
  const w = words.value.checkIn;
  useEffect(() => {
    window.scrollTo(0, 0);
    focusTitle();
  }, []);
  const found = log.value.find(
    (one) => one.entry.id === entry.id && one.entry.revision === entry.revision,
  );
  const state = onServerOnly ? 'received' : (found?.state ?? 'onPhone');
  return (
    <main class="screen saved">
      <ScreenHead title={hard ? w.hard.title : w.saved} withoutUrge={hard} />
      <div class="stack">
        {hard && <AfterHard />}
        <p class="saved-state" aria-live="polite">
          <LogState state={state} />
          {state === 'onPhone' && <span class="sub small">{w.sendsLater}</span>}
          {onServerOnly && <span class="sub small">{w.savedOnServer}</span>}
        </p>
        {!hard && (
          <ButtonLink href="/history" look="quiet" wide>
            {w.history}
          </ButtonLink>
        )}
        <div class="row">
          {hard && (
            <ButtonLink href="/history" look="plain">
              {w.history}
            </ButtonLink>
          )}
          {!onServerOnly && (
            <ButtonLink href={`/log?change=${entry.id}`} look="plain">
              {w.change}
            </ButtonLink>
          )}
          <Button look="plain" onClick={onAnother}>
            {w.another}
          </Button>
        </div>
        {!onServerOnly && <p class="sub small">{w.changeFor}</p>}
        {hard && <p class="sub small">{words.value.common.notWatched}</p>}
      </div>
    </main>
  );
}
