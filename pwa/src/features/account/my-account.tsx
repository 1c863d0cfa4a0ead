// One's own account: pause what is sent, or close it. Nothing here is kept on the phone: what holds is asked of the server each
// time, and what ends and what stays is said before it happens.
import { Fragment } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { common, language } from '../../i18n';
import { addDays, deviceZone, localDay, sayDate } from '../../lib/dates';
import { Unreachable } from '../../offline/client';
import { sayProblem } from '../../offline/problem-text';
import { unsentHere } from '../../offline/sending';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { Field } from '../../ui/field';
import { close } from '../../ui/icons';
import { ListRow } from '../../ui/list-row';
import { bell, lock } from '../../ui/more-icons';
import { Sheet } from '../../ui/sheet';
import { Skeleton } from '../../ui/states';
import { useTask } from '../../ui/task';
import { messages } from './messages';
import {
  type Account,
  askForErasure,
  closeAccount,
  endPause,
  myAccount,
  pauseUntil,
  withdrawErasure,
} from './state';

export function MyAccount() {
  const w = messages.value.account;
  const [account, setAccount] = useState<Account | null>(null);
  const [open, setOpen] = useState<'pause' | 'close' | 'erase' | null>(null);
  const loading = useTask();
  const ending = useTask();
  useEffect(() => {
    void loading.run(async () => setAccount(await myAccount()));
  }, []);
  const until = account?.paused_until;
  const resume = async () => {
    if (await ending.run(async () => setAccount(await endPause()))) announce(w.resumed);
  };
  return (
    <section>
      <h2>{w.title}</h2>
      <Card rows>
        {!account && loading.problem === null && <Skeleton lines={2} />}
        {!account && loading.problem !== null && (
          <p class="sub devices-note">
            {loading.problem instanceof Unreachable
              ? messages.value.notNow
              : sayProblem(loading.problem)}
          </p>
        )}
        {account && (
          <ul>
            <li>
              <ListRow
                icon={bell}
                title={w.pause}
                detail={until ? w.pausedUntil(sayDate(until, language.value)) : w.pauseDetail}
                onClick={() => setOpen('pause')}
                leads
              />
              {until && (
                <div class="row device-actions">
                  <Button look="plain" busy={ending.busy} onClick={() => void resume()}>
                    {w.resume}
                  </Button>
                </div>
              )}
              {ending.problem !== null && (
                <p class="field-problem" role="alert">
                  {sayProblem(ending.problem)}
                </p>
              )}
            </li>
            <li>
              <ListRow
                icon={lock}
                title={w.close}
                detail={w.closeDetail}
                onClick={() => setOpen('close')}
                leads
              />
            </li>
            <li>
              <ListRow
                icon={close}
                title={w.erase}
                detail={sayErasure(account)}
                onClick={() => setOpen('erase')}
                leads
              />
            </li>
          </ul>
        )}
      </Card>
      {open === 'pause' && (
        <PauseSheet
          until={until ?? ''}
          onClose={() => setOpen(null)}
          onPaused={(now) => {
            setAccount(now);
            setOpen(null);
            announce(w.paused);
          }}
        />
      )}
      {open === 'erase' && account && (
        <EraseSheet account={account} onClose={() => setOpen(null)} onChanged={setAccount} />
      )}
      {open === 'close' && account && (
        <CloseSheet program={account.program} onClose={() => setOpen(null)} />
      )}
    </section>
  );
}

interface PauseProps {
  until: string;
  onClose: () => void;
  onPaused: (account: Account) => void;
}

function PauseSheet({ until, onClose, onPaused }: PauseProps) {
  const w = messages.value.account;
  const tomorrow = addDays(localDay(new Date(), deviceZone()), 1);
  const [day, setDay] = useState(until || addDays(tomorrow, 6));
  const task = useTask();
  const save = (event: Event) => {
    event.preventDefault();
    void task.run(async () => onPaused(await pauseUntil(day)));
  };
  return (
    <Sheet open title={w.pause} closeLabel={common.value.close} onClose={onClose}>
      <form class="stack" onSubmit={save} noValidate>
        <p>{w.pauseAbout}</p>
        <p class="sub">{w.pauseTeam}</p>
        <Field
          label={w.until}
          type="date"
          value={day}
          onInput={setDay}
          problem={task.problem === null ? undefined : sayPauseProblem(task.problem)}
        />
        <Button wide type="submit" busy={task.busy}>
          {w.pause}
        </Button>
      </form>
    </Sheet>
  );
}

/** Whatever is wrong with the day has one answer; no connection has its own. */
const sayPauseProblem = (problem: unknown) =>
  problem instanceof Unreachable ? sayProblem(problem) : messages.value.account.otherDay;

function CloseSheet({ program, onClose }: { program: string | null; onClose: () => void }) {
  const w = messages.value.account;
  const [unsent, setUnsent] = useState<number | null>(0);
  useEffect(() => {
    void unsentHere().then(setUnsent);
  }, []);
  return (
    <EndSheet
      title={w.closeTitle}
      first={unsent === 0 ? null : unsent === null ? w.unsentUnknown : w.unsent(unsent)}
      parts={[
        [w.endsNow, w.ends],
        [w.stays, w.kept(program)],
      ]}
      about={w.wayBack}
      read={w.haveRead}
      keep={w.keep}
      act={w.close}
      onAct={closeAccount}
      onClose={onClose}
    />
  );
}

interface EndProps {
  title: string;
  /** What has to be known before anything else. */
  first: string | null;
  /** Headings, and what stands below each. */
  parts: [string, string[]][];
  about: string;
  /** What has to be ticked before it can be done; null when nothing has to. */
  read: string | null;
  keep: string;
  act: string;
  onAct: () => Promise<void>;
  onClose: () => void;
}

/** What goes and what stays is said before anything ends. */
function EndSheet({ title, first, parts, about, read, keep, act, onAct, onClose }: EndProps) {
  const [ticked, tick] = useState(false);
  const task = useTask();
  return (
    <Sheet open title={title} closeLabel={common.value.close} onClose={onClose}>
      {first && (
        <p>
          <strong>{first}</strong>
        </p>
      )}
      {parts.map(([heading, lines]) => (
        <Fragment key={heading}>
          <h3>{heading}</h3>
          <ul class="account-list">
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Fragment>
      ))}
      <p>{about}</p>
      {read && (
        <label class="choice">
          <input
            type="checkbox"
            checked={ticked}
            onChange={(event) => tick(event.currentTarget.checked)}
          />
          <span>{read}</span>
        </label>
      )}
      {task.problem !== null && (
        <p class="field-problem" role="alert">
          {sayProblem(task.problem)}
        </p>
      )}
      <Button wide onClick={onClose}>
        {keep}
      </Button>
      <Button
        look="plain"
        wide
        disabled={read !== null && !ticked}
        busy={task.busy}
        onClick={() => task.run(onAct)}
      >
        {act}
      </Button>
    </Sheet>
  );
}

function sayErasure({ erasure_asked_at, held_because }: Account): string {
  const w = messages.value.account;
  if (!erasure_asked_at) return w.eraseDetail;
  const asked = w.askedOn(sayDate(localDay(erasure_asked_at, deviceZone()), language.value));
  return held_because ? `${asked} ${w.heldShort}` : asked;
}

interface EraseProps {
  account: Account;
  onClose: () => void;
  onChanged: (account: Account) => void;
}

/** What goes, what stays, and for how long, before somebody asks for it; and the way to take it back. */
function EraseSheet({ account, onClose, onChanged }: EraseProps) {
  const w = messages.value.account;
  const asked = account.erasure_asked_at !== null;
  const change = async () => {
    onChanged(await (asked ? withdrawErasure() : askForErasure()));
    onClose();
    announce(asked ? w.withdrawn : w.asked);
  };
  return (
    <EndSheet
      title={w.eraseTitle}
      first={account.held_because && w.held(w.holdReasons[account.held_because])}
      parts={[
        [w.goes, w.gone],
        [w.stays, w.staysErased(account.program, account.closed_years)],
      ]}
      about={asked ? w.eraseWaits : w.eraseHow}
      read={asked ? null : w.haveReadErasure}
      keep={asked ? common.value.close : w.keepAll}
      act={asked ? w.withdraw : w.ask}
      onAct={change}
      onClose={onClose}
    />
  );
}
