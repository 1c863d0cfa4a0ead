// Signing out says first what it would cost: things that are only on this phone, and no way back in.
import { useState } from 'preact/hooks';
import { common } from '../../i18n';
import { sayProblem } from '../../offline/problem-text';
import { unsentHere } from '../../offline/sending';
import { me, signOut } from '../../offline/sign-in';
import { Button } from '../../ui/button';
import { Sheet } from '../../ui/sheet';
import { useTask } from '../../ui/task';
import { messages } from './messages';

export function SignOut() {
  const w = messages.value;
  const [open, setOpen] = useState(false);
  const [unsent, setUnsent] = useState<number | null>(0);
  const task = useTask();
  const ask = async () => {
    setUnsent(await unsentHere());
    setOpen(true);
  };
  const wayBack = Boolean(
    me.value?.has_passphrase || me.value?.passkey_count || me.value?.has_recovery_card,
  );
  const loss = unsent !== 0;
  return (
    <>
      <Button look="plain" wide onClick={ask}>
        {w.signOut}
      </Button>
      <Sheet
        open={open}
        title={w.signOutTitle}
        closeLabel={common.value.close}
        onClose={() => setOpen(false)}
      >
        {loss && (
          <p>
            <strong>{unsent === null ? w.unsentUnknown : w.unsent(unsent)}</strong>
          </p>
        )}
        <p class="sub">{w.signOutAbout}</p>
        {!wayBack && <p class="sub">{w.signOutNoWayBack}</p>}
        {task.problem !== null && (
          <p class="field-problem" role="alert">
            {sayProblem(task.problem)}
          </p>
        )}
        <Button wide onClick={() => setOpen(false)}>
          {w.stay}
        </Button>
        <Button look="plain" wide busy={task.busy} onClick={() => task.run(signOut)}>
          {loss ? w.signOutAnyway : w.signOut}
        </Button>
      </Sheet>
    </>
  );
}
