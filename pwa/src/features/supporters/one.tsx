// One supporter: the very page they see, a new link, and taking it back; and the address, which is shown this once.
import { useState } from 'preact/hooks';
import { common, language } from '../../i18n';
import { deviceZone, localDay, sayDate } from '../../lib/dates';
import { announce } from '../../ui/announce';
import { Button, ButtonLink } from '../../ui/button';
import { Sheet } from '../../ui/sheet';
import { useTask } from '../../ui/task';
import { Refused } from './add';
import type { Supporter } from './api';
import { messages } from './messages';
import { makeLink, takeBack } from './state';

/** A link that was made a moment ago. It is kept nowhere on this phone. */
export interface Made {
  name: string;
  address: string;
}

interface Props {
  one: Supporter;
  onMade: (made: Made) => void;
  onClose: () => void;
}

export function sayLink(one: Supporter): string {
  const w = messages.value;
  if (!one.link_made_at) return w.noLink;
  return w.link(sayDate(localDay(one.link_made_at, deviceZone()), language.value));
}

export function OneSupporter({ one, onMade, onClose }: Props) {
  const w = messages.value;
  const [sure, setSure] = useState(false);
  const task = useTask();
  const link = () =>
    task.run(async () => onMade({ name: one.name, address: await makeLink(one.id) }));
  const end = async () => {
    if (!(await task.run(() => takeBack(one.id)))) return;
    announce(w.takenBack);
    onClose();
  };
  return (
    <Sheet open title={one.name} closeLabel={common.value.close} onClose={onClose}>
      <div class="stack">
        {sure ? (
          <p>{w.takeBackSure(one.name)}</p>
        ) : (
          <>
            <p class="sub">
              {sayLink(one)} ·{' '}
              <span lang={one.language}>{common.value.languages[one.language]}</span>
            </p>
            <ButtonLink look="quiet" wide href={`/family-view/${one.id}`}>
              {w.see(one.name)}
            </ButtonLink>
            <Button look="quiet" wide busy={task.busy} onClick={() => void link()}>
              {one.link_made_at ? w.newLink : w.firstLink}
            </Button>
            {one.link_made_at && <p class="sub small">{w.newLinkAbout}</p>}
          </>
        )}
        <Refused problem={task.problem} />
        <Button
          look="warm"
          wide
          busy={task.busy}
          onClick={() => (sure ? void end() : setSure(true))}
        >
          {w.takeBack}
        </Button>
        {sure && (
          <Button look="plain" wide onClick={() => setSure(false)}>
            {w.keep}
          </Button>
        )}
      </div>
    </Sheet>
  );
}

export function LinkOnce({ made, onClose }: { made: Made; onClose: () => void }) {
  const w = messages.value;
  const [status, setStatus] = useState('');
  const copy = () =>
    navigator.clipboard.writeText(made.address).then(
      () => setStatus(w.copied),
      () => setStatus(w.notCopied),
    );
  const canShare = typeof navigator.share === 'function';
  const share = () => navigator.share({ url: made.address }).catch(() => undefined); // closed again: nothing was sent
  return (
    <Sheet open title={w.made(made.name)} closeLabel={common.value.close} onClose={onClose}>
      <div class="stack">
        <p>{w.once}</p>
        <output class="address-once" aria-label={w.address}>
          {made.address}
        </output>
        <p class="sub small">{w.whoever}</p>
        {canShare && (
          <Button wide onClick={() => void share()}>
            {w.share}
          </Button>
        )}
        <Button wide look={canShare ? 'quiet' : 'filled'} onClick={() => void copy()}>
          {w.copy}
        </Button>
        <p role="status" class="sub small">
          {status}
        </p>
        <Button wide look="plain" onClick={onClose}>
          {w.done}
        </Button>
      </div>
    </Sheet>
  );
}
