// Asked once, after something worked: whether reminders may come, with the reason beside it.
import { common } from '../../i18n';
import { Button } from '../../ui/button';
import { Sheet } from '../../ui/sheet';
import { messages } from './messages';

interface AskPushProps {
  open: boolean;
  busy: boolean;
  onYes: () => void;
  onNo: () => void;
}

export function AskPush({ open, busy, onYes, onNo }: AskPushProps) {
  const w = messages.value;
  return (
    <Sheet open={open} title={w.askTitle} closeLabel={common.value.close} onClose={onNo}>
      <p class="sub">{w.askAbout}</p>
      <Button wide busy={busy} onClick={onYes}>
        {w.askYes}
      </Button>
      <Button wide look="plain" onClick={onNo}>
        {w.askNo}
      </Button>
    </Sheet>
  );
}
