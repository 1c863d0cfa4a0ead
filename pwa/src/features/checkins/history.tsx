// One's own last days: what is where, a look at mood and urge, and the entries with a day to put a mistake right.
import '../../ui/chips.css';
import '../../styles/history.css';
import { useEffect, useState } from 'preact/hooks';
import { deviceZone } from '../../lib/dates';
import { Button, ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { chart, list } from '../../ui/more-icons';
import { ScreenHead } from '../../ui/screen-head';
import { Empty, OfflineNote, Skeleton } from '../../ui/states';
import { hidesCraving } from '../schedule';
import { letGo, tryAgain } from './correct';
import { HistoryDays } from './history-days';
import { LogEntry } from './log-entry';
import { messages } from './messages';
import {
  log,
  logFresh,
  logKnown,
  readLog,
  refreshCheckins,
  type Shown,
  sendNow,
  storageFails,
} from './state';

function useLog() {
  const [craving, setCraving] = useState<boolean | null>(null);
  useEffect(() => {
    void hidesCraving().then((hidden) => setCraving(!hidden));
    void readLog();
    const refresh = () => void refreshCheckins();
    refresh();
    void sendNow();
    window.addEventListener('online', refresh);
    return () => window.removeEventListener('online', refresh);
  }, []);
  return { offline: !logFresh.value, craving };
}

export default function HistoryScreen() {
  const { offline, craving } = useLog();
  const w = messages.value.entries;
  const all = log.value;
  return (
    <main class="screen history">
      <ScreenHead title={w.title} sub={w.sub} />
      {craving === null || (!logKnown.value && all.length === 0) ? (
        <Skeleton tall />
      ) : (
        <div class="stack">
          {offline && <OfflineNote />}
          {storageFails.value && <OfflineNote>{w.storage}</OfflineNote>}
          <NotTaken entries={all.filter((one) => one.state === 'refused')} craving={craving} />
          <Waiting count={all.filter((one) => one.state === 'onPhone').length} />
          {all.length === 0 ? (
            <Empty title={w.none}>
              <p class="sub">{w.noneHint}</p>
              <ButtonLink href="/log">{w.log}</ButtonLink>
            </Empty>
          ) : (
            <>
              <LookBack />
              <HistoryDays entries={all} craving={craving} />
            </>
          )}
        </div>
      )}
    </main>
  );
}

function LookBack() {
  const w = messages.value.entries;
  return (
    <div class="row look-back">
      <ButtonLink look="quiet" icon={chart} href="/insight">
        {w.insightTitle}
      </ButtonLink>
      <ButtonLink look="quiet" icon={list} href="/since">
        {w.sinceTitle}
      </ButtonLink>
    </div>
  );
}

function Waiting({ count }: { count: number }) {
  const w = messages.value.entries;
  if (count === 0) return null;
  return (
    <p class="waiting">
      <span>{w.waiting(count)}</span>
      <Button look="plain" onClick={() => void sendNow()}>
        {w.sendNow}
      </Button>
    </p>
  );
}

// The server will always say the same to these.
const final = new Set([
  'day_closed',
  'day_ahead',
  'too_late_to_correct',
  'newer_here',
  'moment_changed',
  'unreadable',
]);

function reasonOf(reason?: string): string {
  const known: Record<string, string> = messages.value.entries.stuck.reasons;
  return known[reason ?? ''] ?? messages.value.entries.stuck.reasons.other;
}

/** What the server refused is shown with its reason and stays until the person decides. */
function NotTaken({ entries, craving }: { entries: readonly Shown[]; craving: boolean }) {
  const w = messages.value.entries.stuck;
  if (entries.length === 0) return null;
  return (
    <Card label={w.title(entries.length)}>
      <p class="not-taken-title">{w.title(entries.length)}</p>
      {entries.map(({ entry, reason }) => (
        <div key={entry.id} class="not-taken">
          <LogEntry entry={entry} state="refused" zone={deviceZone()} craving={craving} />
          <p class="small">{reasonOf(reason)}</p>
          <div class="row">
            {!final.has(reason ?? '') && (
              <Button look="quiet" onClick={() => void tryAgain(entry)}>
                {w.keep}
              </Button>
            )}
            <Button look="plain" onClick={() => void letGo(entry)}>
              {w.letGo}
            </Button>
          </div>
        </div>
      ))}
    </Card>
  );
}
