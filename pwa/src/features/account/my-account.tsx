// One's own account: pause what is sent, or close it. Nothing here is kept on the phone: what holds is asked of the server each
// time, and what ends and what stays is said before it happens.
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
  const [read, setRead] = useState(false);
  const task = useTask();
  useEffect(() => {
    void unsentHere().then(setUnsent);
  }, []);
  return (
    <Sheet open title={w.closeTitle} closeLabel={common.value.close} onClose={onClose}>
      {unsent !== 0 && (
        <p>
          <strong>{unsent === null ? w.unsentUnknown : w.unsent(unsent)}</strong>
        </p>
      )}
      <h3>{w.endsNow}</h3>
      <ul class="account-list">
        {w.ends.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <h3>{w.stays}</h3>
      <ul class="account-list">
        {w.kept(program).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p>{w.wayBack}</p>
      <label class="choice">
        <input
          type="checkbox"
          checked={read}
          onChange={(event) => setRead(event.currentTarget.checked)}
        />
        <span>{w.haveRead}</span>
      </label>
      {task.problem !== null && (
        <p class="field-problem" role="alert">
          {sayProblem(task.problem)}
        </p>
      )}
      <Button wide onClick={onClose}>
        {w.keep}
      </Button>
      <Button
        look="plain"
        wide
        disabled={!read}
        busy={task.busy}
        onClick={() => task.run(closeAccount)}
      >
        {w.close}
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
  const [read, setRead] = useState(false);
  const task = useTask();
  const asked = account.erasure_asked_at !== null;
  const act = (work: () => Promise<Account>, done: string) =>
    task.run(async () => {
      onChanged(await work());
      onClose();
      announce(done);
    });
  return (
    <Sheet open title={w.eraseTitle} closeLabel={common.value.close} onClose={onClose}>
      {account.held_because && (
        <p>
          <strong>{w.held(w.holdReasons[account.held_because])}</strong>
        </p>
      )}
      <h3>{w.goes}</h3>
      <ul class="account-list">
        {w.gone.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <h3>{w.stays}</h3>
      <ul class="account-list">
        {w.staysErased(account.program, account.closed_years).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p>{asked ? w.eraseWaits : w.eraseHow}</p>
      {!asked && (
        <label class="choice">
          <input
            type="checkbox"
            checked={read}
            onChange={(event) => setRead(event.currentTarget.checked)}
          />
          <span>{w.haveReadErasure}</span>
        </label>
      )}
      {task.problem !== null && (
        <p class="field-problem" role="alert">
          {sayProblem(task.problem)}
        </p>
      )}
      <Button wide onClick={onClose}>
        {asked ? common.value.close : w.keepAll}
      </Button>
      {asked ? (
        <Button
          look="plain"
          wide
          busy={task.busy}
          onClick={() => act(withdrawErasure, w.withdrawn)}
        >
          {w.withdraw}
        </Button>
      ) : (
        <Button
          look="plain"
          wide
          disabled={!read}
          busy={task.busy}
          onClick={() => act(askForErasure, w.asked)}
        >
          {w.ask}
        </Button>
      )}
    </Sheet>
  );
}
