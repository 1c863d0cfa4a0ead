// Is it still you? Asked when something needs proof of the last minutes; what was asked for is then done, and nothing typed is lost.
import { render } from 'preact';
import { common, firstMessages } from '../../i18n';
import type { Session } from '../../offline/session';
import { me } from '../../offline/sign-in';
import { Sheet } from '../../ui/sheet';
import { messages } from './messages';
import { provedByPhone, proveWith, type Shown } from './state';
import { ScreenLock, Typed } from './ways';
import { canUsePasskeys } from './webauthn';

const asking = () => ({ current: null as Promise<void> | null });

/** Resolves when it was shown, once for all that wait. Throws AbortError when the person would rather not. */
export async function prove(of: Session): Promise<void> {
  const state = of.state(asking);
  state.current ??= ask(of).finally(() => {
    state.current = null;
  });
  await state.current;
}

async function ask(of: Session): Promise<void> {
  if (await provedByPhone(of)) return;
  const host = document.body.appendChild(document.createElement('div'));
  try {
    await new Promise<void>((resolve, reject) => {
      const stop = () => reject(new DOMException('stopped', 'AbortError'));
      of.signal.addEventListener('abort', stop);
      const show = async (shown: Shown) => {
        await proveWith(of, shown);
        resolve();
      };
      render(<StillYou show={show} onClose={stop} />, host);
    });
  } finally {
    render(null, host);
    host.remove();
  }
}

interface Props {
  show: (shown: Shown) => Promise<void>;
  onClose: () => void;
}

function StillYou({ show, onClose }: Props) {
  const w = messages.value.proof;
  const here = me.value;
  if (!here) return null;
  const key = here.passkey_count > 0;
  return (
    <Sheet open title={w.title} closeLabel={common.value.close} onClose={onClose}>
      <div class="stack stack-wide">
        <p class="sub">{w.about}</p>
        {key && canUsePasskeys() && <ScreenLock show={show} />}
        {here.has_passphrase && (
          <Typed
            label={firstMessages.value.signIn.passphrase}
            button={w.button}
            secret
            show={(passphrase) => show({ passphrase })}
          />
        )}
        {!key && !here.has_passphrase && (
          <Typed label={w.code} button={w.button} show={(code) => show({ code })} />
        )}
        {here.has_recovery_card && (
          <details>
            <summary>{w.card}</summary>
            <Typed
              label={messages.value.confirm.cardLabel}
              button={w.button}
              show={(card) => show({ card })}
            />
          </details>
        )}
        <p class="sub small">{key || here.has_passphrase ? w.none : w.codeAbout}</p>
      </div>
    </Sheet>
  );
}
