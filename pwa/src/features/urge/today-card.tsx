// What Today says of a hard moment: the timer while it runs, what it asks when it is over, and one question later.
import { useEffect } from 'preact/hooks';
import { Card } from '../../ui/card';
import { wait as waitShape } from '../../ui/icons';
import { ListRow } from '../../ui/list-row';
import UrgeAsk from './ask';
import { messages } from './messages';
import { endsAt, findWait, left, wasStopped } from './wait';

export default function UrgeToday() {
  useEffect(() => void findWait(), []);
  return endsAt.value === null ? <UrgeAsk /> : <Running />;
}

/** Leads back to the ten minutes. While they run, nothing asks about an urge before them. */
function Running() {
  const w = messages.value;
  const over = wasStopped.value ? w.stopped : w.over;
  const running = left.value > 0;
  return (
    <Card rows>
      <ListRow
        icon={waitShape}
        title={running ? w.onToday : over}
        detail={running ? w.left(Math.ceil(left.value / 60_000)) : w.askNow}
        href="/urge"
        leads
      />
    </Card>
  );
}
