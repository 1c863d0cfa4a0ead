// After Save: where the entry is, told honestly while it travels; after a hard one, first of all three ways on.
import { useEffect, useState } from 'preact/hooks';
import { common } from '../../i18n';
import { deviceZone } from '../../lib/dates';
import { preference } from '../../lib/preferences';
import { pushPermission, pushWanted } from '../../offline/push-wish';
import { Button, ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { focusTitle } from '../../ui/focus';
import {
  answerInstall,
  installOffered,
  mayOfferInstall,
  showInstall,
} from '../../ui/install-prompt';
import { ScreenHead } from '../../ui/screen-head';
import { HappenedLink } from '../help';
import { OfferInstall } from '../install';
import { AfterHard, hardWords } from './after-hard';
import { LogEntry } from './log-entry';
import { LogState } from './log-state';
import { messages } from './messages';
import type { Entry } from './record';
import { log } from './state';

interface SavedProps {
  entry: Entry;
  craving: boolean;
  hard: boolean;
  onServerOnly: boolean;
  onAnother: () => void;
}

/** One question at a time: as long as the one about reminders may still come, this one waits for another day. */
function reminderQuestionIsOpen(): boolean {
  const can = pushPermission();
  const mayCome = can === 'default' || can === 'homeScreen';
  return mayCome && pushWanted.value !== true && preference('push-asked') === null;
}

export function Saved({ entry, craving, hard, onServerOnly, onAnother }: SavedProps) {
  const w = messages.value;
  const [offer, setOffer] = useState(() => !hard && !reminderQuestionIsOpen() && mayOfferInstall());
  useEffect(() => {
    window.scrollTo(0, 0);
    focusTitle();
  }, []);
  const found = log.value.find(
    (one) => one.entry.id === entry.id && one.entry.revision === entry.revision,
  );
  const state = onServerOnly ? 'saved' : (found?.state ?? 'onPhone');
  return (
    <main class="screen saved">
      <ScreenHead title={hard ? hardWords(entry).title : w.saved} withoutUrge={hard} />
      <div class="stack">
        {hard && <AfterHard answers={entry} />}
        {!hard && (
          <Card rows>
            <LogEntry entry={entry} state={state} zone={deviceZone()} craving={craving} />
          </Card>
        )}
        <p class="saved-state" aria-live="polite">
          {hard && <LogState state={state} />}
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
          {hard && craving && <HappenedLink />}
          {!onServerOnly && (
            <ButtonLink href={`/log?change=${entry.id}`} look="plain">
              {w.change}
            </ButtonLink>
          )}
          <Button look="plain" onClick={onAnother}>
            {w.another}
          </Button>
        </div>
        {!onServerOnly && <p class="sub small watched">{w.changeFor}</p>}
        {offer && !installOffered.value && (
          <OfferInstall
            onShow={() => {
              setOffer(false);
              showInstall();
            }}
            onNo={() => {
              setOffer(false);
              answerInstall();
            }}
          />
        )}
        {hard && <p class="sub small">{common.value.notWatched}</p>}
      </div>
    </main>
  );
}
