// Deleting an entry of the log: what goes is said before it goes.
import { common, language } from '../../i18n';
import { deviceZone, sayDay, sayTime } from '../../lib/dates';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/button';
import { Sheet } from '../../ui/sheet';
import { useTask } from '../../ui/task';
import { messages } from './messages';
import { deleteEntry } from './state';

interface DeleteSheetProps {
  entry: { id: string; local_day: string; recorded_at: string };
  onClose: () => void;
  onDeleted?: () => void;
}

/** Says what deleting means, and that nothing brings the entry back, before it happens. */
export function DeleteSheet({ entry, onClose, onDeleted }: DeleteSheetProps) {
  const w = messages.value.entries;
  const task = useTask();
  const remove = async () => {
    if (!(await task.run(() => deleteEntry(entry.id)))) return;
    onDeleted?.();
    onClose();
    announce(w.deleted);
  };
  return (
    <Sheet open title={w.deleteTitle} closeLabel={common.value.close} onClose={onClose}>
      <p class="sub">
        {sayDay(entry.local_day, language.value)},{' '}
        {sayTime(entry.recorded_at, deviceZone(), language.value)}
      </p>
      <p>{w.deleteAbout}</p>
      {task.problem !== null && (
        <p class="field-problem" role="alert">
          {w.notDeleted}
        </p>
      )}
      <Button wide onClick={onClose}>
        {w.keepEntry}
      </Button>
      <Button look="plain" wide busy={task.busy} onClick={() => void remove()}>
        {w.deleteEntry}
      </Button>
    </Sheet>
  );
}
