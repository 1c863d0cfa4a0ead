// Asked once, after something worked: whether reminders may come, with the reason beside it.
import { words } from '../../i18n';
import { Button } from '../../ui/button';
import { Sheet } from '../../ui/sheet';

interface AskPushProps {
  open: boolean;
  busy: boolean;
  onYes: () => void;
  onNo: () => void;
}

export function AskPush({ open, busy, onYes, onNo }: AskPushProps) {
  const w = words.value.reminders;
  return (
    <Sheet open={open} title={w.askTitle} closeLabel={words.value.common.close} onClose={onNo}>
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
