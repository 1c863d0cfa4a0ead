// Where one is signed in, and how to end what one no longer uses. The list is the server's, never a copy.
import { useEffect, useState } from 'preact/hooks';
import { language } from '../../i18n';
import { deviceZone, sayMoment } from '../../lib/dates';
import { sayProblem } from '../../offline/problem-text';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { onPhone } from '../../ui/icons';
import { ListRow } from '../../ui/list-row';
import { Skeleton } from '../../ui/states';
import { useTask } from '../../ui/task';
import { messages } from './messages';
import { endOtherSignIns, endSignIn, listSignIns, type SignIn } from './state';

export function Devices() {
  const w = messages.value;
  const [items, setItems] = useState<SignIn[] | null>(null);
  const loading = useTask();
  const ending = useTask();
  const refresh = () => loading.run(async () => setItems(await listSignIns()));
  useEffect(() => {
    void refresh();
  }, []);
  const end = async (work: () => Promise<unknown>) => {
    if (await ending.run(work)) {
      announce(w.ended);
      await refresh();
    }
  };
  const others = items?.some((item) => !item.current);
  return (
    <section>
      <h2>{w.devices}</h2>
      <Card rows>
        {items === null && !loading.problem && <Skeleton lines={1} />}
        {items === null && loading.problem !== null && <p class="sub devices-note">{w.notNow}</p>}
        <ul>
          {items?.map((item) => (
            <Device key={item.id} item={item} onEnd={() => end(() => endSignIn(item.id))} />
          ))}
        </ul>
        {ending.problem !== null && (
          <p class="field-problem" role="alert">
            {sayProblem(ending.problem)}
          </p>
        )}
        {others && (
          <Button look="plain" wide onClick={() => end(endOtherSignIns)}>
            {w.endOthers}
          </Button>
        )}
      </Card>
    </section>
  );
}

function Device({ item, onEnd }: { item: SignIn; onEnd: () => void }) {
  const w = messages.value;
  const seen = sayMoment(item.last_seen_at, deviceZone(), language.value);
  return (
    <li>
      <ListRow
        icon={onPhone}
        title={item.device}
        detail={item.current ? w.thisOne : w.lastSeen(seen)}
      >
        {!item.current && (
          <Button look="plain" onClick={onEnd}>
            <span class="visually-hidden">{w.endOne(item.device)}</span>
            <span aria-hidden="true">{w.end}</span>
          </Button>
        )}
      </ListRow>
    </li>
  );
}
