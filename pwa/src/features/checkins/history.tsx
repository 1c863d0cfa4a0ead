// One's own last days: what is where, a look at mood and urge, and the entries with a day to put a mistake right.
import '../../ui/chips.css';
import '../../styles/history.css';
import { useEffect, useState } from 'preact/hooks';
import { common, language } from '../../i18n';
import { deviceZone, sayDay, sayTime } from '../../lib/dates';
import { announce } from '../../ui/announce';
import { Button, ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { ListRow } from '../../ui/list-row';
import { chart, list } from '../../ui/more-icons';
import { ScreenHead } from '../../ui/screen-head';
import { Sheet } from '../../ui/sheet';
import { Empty, OfflineNote, Skeleton } from '../../ui/states';
import { useTask } from '../../ui/task';
import { hidesCraving } from '../schedule';
import { letGo, tryAgain } from './correct';
import type { Entry } from './entry';
import { LogEntry } from './log-entry';
import { messages } from './messages';
import { mayCorrect } from './record';
import {
  deleteEntry,
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
              <Days entries={all} craving={craving} />
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
    <Card rows>
      <ul>
        <li>
          <ListRow
            icon={chart}
            title={w.insightTitle}
            detail={w.insightAbout}
            href="/insight"
            leads
          />
        </li>
        <li>
          <ListRow icon={list} title={w.sinceTitle} detail={w.sinceAbout} href="/since" leads />
        </li>
      </ul>
    </Card>
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

function byDay(entries: readonly Shown[]): [string, Shown[]][] {
  const days = new Map<string, Shown[]>();
  for (const one of entries) {
    const day = one.entry.local_day;
    days.set(day, [...(days.get(day) ?? []), one]);
  }
  return [...days].sort(([a], [b]) => b.localeCompare(a));
}

const changeLink = (entry: Entry) =>
  mayCorrect(entry) ? `/log?change=${encodeURIComponent(entry.id)}` : undefined;

function Days({ entries, craving }: { entries: readonly Shown[]; craving: boolean }) {
  const [deleting, setDeleting] = useState<Entry | null>(null);
  const taken = entries.filter((one) => one.state !== 'refused');
  return (
    <>
      {byDay(taken).map(([day, ones]) => (
        <section key={day}>
          <h2>{sayDay(day, language.value)}</h2>
          <Card rows>
            <ul>
              {ones.map(({ entry, state }) => (
                <li key={entry.id}>
                  <LogEntry
                    entry={entry}
                    state={state}
                    isFinal={state === 'saved' && !mayCorrect(entry)}
                    zone={deviceZone()}
                    craving={craving}
                    change={changeLink(entry)}
                    onDelete={() => setDeleting(entry)}
                  />
                </li>
              ))}
            </ul>
          </Card>
        </section>
      ))}
      {deleting && <DeleteSheet entry={deleting} onClose={() => setDeleting(null)} />}
    </>
  );
}

/** Says what deleting means, and that nothing brings the entry back, before it happens. */
function DeleteSheet({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const w = messages.value.entries;
  const task = useTask();
  const remove = async () => {
    if (!(await task.run(() => deleteEntry(entry.id)))) return;
    onClose();
    announce(w.deleted);
  };
  return (
    <Sheet open title={w.deleteTitle} closeLabel={common.value.close} onClose={onClose}>
      <p class="sub">
        {sayDay(entry.local_day, language.value)},{' '}
        {sayTime(entry.recorded_at, deviceZone(), language.value)}
      </p>
      <p>{w.deleteAbout}</p>
      {task.problem !== null && (
        <p class="field-problem" role="alert">
          {w.notDeleted}
        </p>
      )}
      <Button wide onClick={onClose}>
        {w.keepEntry}
      </Button>
      <Button look="plain" wide busy={task.busy} onClick={() => void remove()}>
        {w.deleteEntry}
      </Button>
    </Sheet>
  );
}
