// The address of one's calendar, the only time it is shown: for the phone's own calendar, or to copy.
import { useState } from 'preact/hooks';
import { common } from '../../i18n';
import { deviceName } from '../../lib/device';
import { Button, ButtonLink } from '../../ui/button';
import { forCalendar } from './calendar-feed-state';
import { messages } from './messages';

export function CalendarAddress({ address, onClose }: { address: string; onClose: () => void }) {
  const w = messages.value.feed;
  const [status, setStatus] = useState('');
  const opens = deviceName() !== 'Android'; // no calendar there answers webcal:
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address);
      setStatus(w.copied);
    } catch {
      setStatus(w.notCopied);
    }
  };
  return (
    <>
      <p class="sub">{w.once}</p>
      <p class="feed-address">{address}</p>
      {opens && (
        <ButtonLink wide href={forCalendar(address)}>
          {w.open}
        </ButtonLink>
      )}
      <Button wide look={opens ? 'quiet' : 'filled'} onClick={copy}>
        {w.copy}
      </Button>
      <p class="small" role="status">
        {status}
      </p>
      <p class="sub small">{w.google}</p>
      <Button wide look="plain" onClick={onClose}>
        {common.value.done}
      </Button>
    </>
  );
}
