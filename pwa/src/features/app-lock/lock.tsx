// Setting the app lock: the phone's own where it can seal things, else a PIN, which is called what it is.
import '../../ui/field.css';
import { useEffect, useState } from 'preact/hooks';
import { back } from '../../lib/location';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { Field } from '../../ui/field';
import { ScreenHead } from '../../ui/screen-head';
import { useTask } from '../../ui/task';
import { messages } from './messages';
import {
  currentLock,
  dropLock,
  hasOwnLock,
  type LockKind,
  pinLength,
  setPhoneLock,
  setPin,
} from './state';

type Now = LockKind | 'none' | null;

export default function LockScreen() {
  const w = messages.value;
  const [now, setNow] = useState<Now>(null);
  const [own, setOwn] = useState(false);
  const [note, setNote] = useState('');
  const task = useTask();
  const look = async () => setNow((await currentLock())?.kind ?? 'none');
  useEffect(() => {
    void look();
    void hasOwnLock().then(setOwn);
  }, []);
  const say = (text: string) => {
    setNote(text);
    announce(text);
  };
  const withPhone = async () => {
    const end = await setPhoneLock(document.title);
    if (end === 'pinOnly') setOwn(false);
    say(end === 'set' ? w.wasSet : w.pinOnly);
    await look();
  };
  const withPin = async (pin: string) => {
    await setPin(pin);
    say(w.wasSet);
    await look();
  };
  const off = async () => {
    await dropLock();
    say(w.wasDropped);
    await look();
  };
  return (
    <main class="screen">
      <ScreenHead title={w.title} sub={w.sub} onBack={() => back('/settings')} />
      <div class="stack stack-wide">
        <p>
          <strong>{now === 'pin' ? w.onPin : now === 'phone' ? w.onPhone : w.off}</strong>
        </p>
        {(note || task.problem !== null) && <p role="status">{task.problem ? w.stopped : note}</p>}
        {now === 'none' && own && (
          <Card>
            <div class="stack">
              <h2>{w.usePhone}</h2>
              <p class="sub">{w.usePhoneAbout}</p>
              <Button wide tall busy={task.busy} onClick={() => task.run(withPhone)}>
                {w.usePhone}
              </Button>
            </div>
          </Card>
        )}
        {now === 'none' && <PinForm quiet={own} onPin={(pin) => task.run(() => withPin(pin))} />}
        {(now === 'pin' || now === 'phone') && (
          <Button look="quiet" wide busy={task.busy} onClick={() => task.run(off)}>
            {w.drop}
          </Button>
        )}
      </div>
    </main>
  );
}

function PinForm({ quiet, onPin }: { quiet: boolean; onPin: (pin: string) => void }) {
  const w = messages.value;
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [problem, setProblem] = useState<string>();
  const right = new RegExp(`^\\d{${pinLength.least},${pinLength.most}}$`);
  const save = () => {
    if (!right.test(pin)) return setProblem(w.pinShort);
    if (pin !== again) return setProblem(w.pinDiffers);
    setProblem(undefined);
    onPin(pin);
  };
  return (
    <Card>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <h2>{w.usePin}</h2>
        <p class="sub">{w.pinAbout}</p>
        <Field
          label={w.pin}
          hint={w.pinHint}
          type="password"
          inputMode="numeric"
          autocomplete="new-password"
          maxLength={pinLength.most}
          value={pin}
          onInput={setPin}
          problem={problem}
        />
        <Field
          label={w.pinAgain}
          type="password"
          inputMode="numeric"
          autocomplete="new-password"
          maxLength={pinLength.most}
          value={again}
          onInput={setAgain}
        />
        <Button type="submit" wide look={quiet ? 'quiet' : 'filled'}>
          {w.set}
        </Button>
      </form>
    </Card>
  );
}
