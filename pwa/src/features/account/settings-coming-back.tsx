// Ways to sign in: a name with a passphrase, and the screen lock of one's own phones.
import { useEffect, useState } from 'preact/hooks';
import { common, language } from '../../i18n';
import { deviceZone, localDay, sayDate } from '../../lib/dates';
import { deviceName } from '../../lib/device';
import { sayProblem } from '../../offline/problem-text';
import { me } from '../../offline/sign-in';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { ListRow } from '../../ui/list-row';
import { book, fingerprint, key } from '../../ui/more-icons';
import { Sheet } from '../../ui/sheet';
import { useTask } from '../../ui/task';
import { messages } from './messages';
import { PassphraseForm, type PassphraseValues } from './passphrase-form';
import { nameOf as deviceNameOf } from './settings-devices';
import {
  addPasskey,
  listPasskeys,
  listSignIns,
  makeRecoveryCard,
  type Passkey,
  removePasskey,
  setPassphrase,
} from './state';
import { canUsePasskeys } from './webauthn';

/** `onEnded`: what else lets somebody in may be less now. */
export function ComingBack({ onEnded }: { onEnded: () => void }) {
  const w = messages.value;
  return (
    <section>
      <h2>{w.comeBack}</h2>
      <Card rows>
        <ul>
          <PassphraseRow onChanged={onEnded} />
          {canUsePasskeys() && <Passkeys />}
          <RecoveryCard />
        </ul>
      </Card>
    </section>
  );
}

/** Whoever changes a passphrase may have a reason: everything else that lets somebody in ends, but for what is kept on purpose. */
function WhatEnds({ keep, onKeep }: { keep: string[]; onKeep: (ids: string[]) => void }) {
  const w = messages.value;
  const [ways, setWays] = useState<{ id: string; name: string }[]>([]);
  useEffect(() => {
    onKeep([]);
    void waysIn().then(setWays, () => setWays([]));
  }, []);
  if (ways.length === 0) return null;
  const mark = (id: string, stays: boolean) =>
    onKeep(stays ? [...keep, id] : keep.filter((one) => one !== id));
  return (
    <fieldset>
      <legend>{w.endsNow}</legend>
      {ways.map(({ id, name }) => (
        <label key={id} class="choice">
          <input
            type="checkbox"
            checked={keep.includes(id)}
            onChange={(event) => mark(id, event.currentTarget.checked)}
          />
          <span>{name}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** What lets somebody in beside this phone and the passphrase. */
async function waysIn(): Promise<{ id: string; name: string }[]> {
  const w = messages.value;
  const [keys, phones] = await Promise.all([listPasskeys(), listSignIns()]);
  return [
    ...keys.map(({ id, name }) => ({ id, name: w.lockOf(name) })),
    ...phones
      .filter((one) => !one.this_one)
      .map((one) => ({ id: one.id, name: w.signedInOn(deviceNameOf(one)) })),
  ];
}

function PassphraseRow({ onChanged }: { onChanged: () => void }) {
  const w = messages.value;
  const [open, setOpen] = useState(false);
  const task = useTask();
  const has = me.value?.has_passphrase ?? false;
  const [keep, setKeep] = useState<string[]>([]);
  const save = async (v: PassphraseValues) => {
    const old = v.current === null ? { forgotten: true as const } : { current: v.current };
    const change = has ? { ...old, keep } : undefined;
    if (!(await task.run(() => setPassphrase(v.name, v.passphrase, change)))) return;
    setOpen(false);
    onChanged();
    announce(has ? w.passphraseChanged : w.passphraseSaved);
  };
  return (
    <li>
      <ListRow
        icon={key}
        title={w.passphrase}
        detail={has ? w.passphraseSet(me.value?.sign_in_name ?? '') : w.passphraseUnset}
        onClick={() => setOpen(true)}
        leads
      />
      <Sheet
        open={open}
        title={w.passphrase}
        closeLabel={common.value.close}
        onClose={() => setOpen(false)}
      >
        <PassphraseForm
          purpose={has ? 'change' : 'choose'}
          name={me.value?.sign_in_name ?? ''}
          submit={common.value.save}
          busy={task.busy}
          problem={task.problem ? sayProblem(task.problem) : undefined}
          onSubmit={save}
        >
          {has && <WhatEnds keep={keep} onKeep={setKeep} />}
        </PassphraseForm>
      </Sheet>
    </li>
  );
}

/** The code is shown while the sheet is open and then never again. */
function RecoveryCard() {
  const w = messages.value.recoveryCard;
  const [open, setOpen] = useState(false);
  const [code, setCode] = useState<string | null>(null);
  const task = useTask();
  const has = me.value?.has_recovery_card ?? false;
  const close = () => {
    setOpen(false);
    setCode(null);
  };
  return (
    <li>
      <ListRow
        icon={book}
        title={w.title}
        detail={has ? w.set : w.unset}
        onClick={() => setOpen(true)}
        leads
      />
      <Sheet open={open} title={w.title} closeLabel={common.value.close} onClose={close}>
        <div class="stack">
          <p class="sub">{w.about}</p>
          {code && (
            <>
              <p class="recovery-code">
                {code.slice(0, 12)}
                <br />
                {code.slice(12)}
              </p>
              <p class="sub">{w.once}</p>
              <Button wide look="quiet" onClick={() => print()}>
                {w.print}
              </Button>
            </>
          )}
          {!code && has && <p class="sub">{w.replaces}</p>}
          {!code && (
            <Button
              wide
              busy={task.busy}
              onClick={() => void task.run(async () => setCode(await makeRecoveryCard()))}
            >
              {has ? w.makeNew : w.make}
            </Button>
          )}
          {task.problem !== null && (
            <p class="field-problem" role="alert">
              {sayProblem(task.problem)}
            </p>
          )}
        </div>
      </Sheet>
    </li>
  );
}

function Passkeys() {
  const w = messages.value;
  const [items, setItems] = useState<Passkey[]>([]);
  const task = useTask();
  const refresh = async () => setItems(await listPasskeys());
  useEffect(() => {
    void refresh().catch(() => undefined);
  }, []);
  const act = async (work: () => Promise<unknown>, done: string) => {
    if (await task.run(async () => void (await work()))) {
      announce(done);
      await refresh().catch(() => undefined);
    }
  };
  const since = (item: Passkey) =>
    w.passkeyMade(sayDate(localDay(item.created_at, deviceZone()), language.value));
  return (
    <>
      {items.map((item) => (
        <li key={item.id}>
          <ListRow icon={fingerprint} title={item.name} detail={since(item)}>
            <Button
              look="plain"
              onClick={() => act(() => removePasskey(item.id), w.passkeyRemoved)}
            >
              <span class="visually-hidden">{w.passkeyRemove(item.name)}</span>
              <span aria-hidden="true">{common.value.remove}</span>
            </Button>
          </ListRow>
        </li>
      ))}
      <li>
        <ListRow
          icon={fingerprint}
          title={w.passkeyAdd}
          detail={task.problem ? sayProblem(task.problem) : undefined}
          onClick={() => act(() => addPasskey(deviceName()), w.passkeyAdded)}
          leads
        />
      </li>
    </>
  );
}
