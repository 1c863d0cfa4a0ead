// Where one is signed in: told apart, with whether reminders reach each, named and ended one by one. The list is the server's,
// never a copy.
import './settings.css';
import { useEffect, useState } from 'preact/hooks';
import { common, language } from '../../i18n';
import { deviceZone, sayMoment } from '../../lib/dates';
import { Unreachable } from '../../offline/client';
import { sayProblem } from '../../offline/problem-text';
import { useDraft } from '../../offline/use-draft';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { DraftNote } from '../../ui/draft-note';
import { Field } from '../../ui/field';
import { ListRow } from '../../ui/list-row';
import { onPhone } from '../../ui/more-icons';
import { Sheet } from '../../ui/sheet';
import { Skeleton } from '../../ui/states';
import { useTask } from '../../ui/task';
import { messages } from './messages';
import { endOtherSignIns, endSignIn, listSignIns, nameSignIn, type SignIn } from './state';

const longestName = 40;

const moment = (instant: string) => sayMoment(instant, deviceZone(), language.value);

/** What the person calls it, else what it says of itself; with a number where another one is called the same. */
export function nameOf({ name, device, installed, number }: SignIn): string {
  const w = messages.value;
  const own = [device || w.unknownDevice, installed && w.homeScreen].filter(Boolean).join(' · ');
  return [name ?? own, number].filter(Boolean).join(' ');
}

function sayAdded({ created_at, added_by }: SignIn): string {
  const w = messages.value;
  const on = w.addedAt(moment(created_at));
  return added_by ? `${on}, ${w.addedBy[added_by]}` : on;
}

export function Devices() {
  const w = messages.value;
  const [items, setItems] = useState<SignIn[] | null>(null);
  const [naming, setNaming] = useState<SignIn | null>(null);
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
  const others = items?.some((item) => !item.this_one);
  return (
    <section>
      <h2>{w.devices}</h2>
      <Card rows>
        {items === null && !loading.problem && <Skeleton lines={1} />}
        {items === null && loading.problem !== null && (
          <p class="sub devices-note">
            {loading.problem instanceof Unreachable ? w.notNow : sayProblem(loading.problem)}
          </p>
        )}
        <ul>
          {items?.map((item) => (
            <Device
              key={item.id}
              item={item}
              onName={() => setNaming(item)}
              onEnd={() => end(() => endSignIn(item.id))}
            />
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
      {naming && (
        <NameSheet
          item={naming}
          onClose={() => setNaming(null)}
          onNamed={() => {
            setNaming(null);
            void refresh();
          }}
        />
      )}
    </section>
  );
}

/** Whether reminders reach it, in one sentence. */
function sayReminders({ reminders }: SignIn): string {
  const w = messages.value.reach;
  if (!reminders || reminders.state === 'none') return w.off;
  if (reminders.state !== 'active') return reminders.state === 'unverified' ? w.checking : w.lost;
  return reminders.last_reached_at ? w.reached(moment(reminders.last_reached_at)) : w.on;
}

function Device({ item, onName, onEnd }: { item: SignIn; onName: () => void; onEnd: () => void }) {
  const w = messages.value;
  const name = nameOf(item);
  const about = [
    item.this_one ? w.thisOne : w.lastSeen(moment(item.last_seen_at)),
    sayAdded(item),
    sayReminders(item),
  ];
  return (
    <li>
      <ListRow icon={onPhone} title={name} detail={about.join(' · ')} />
      <div class="row device-actions">
        <Button look="plain" onClick={onName}>
          <span class="visually-hidden">{w.nameOne(name)}</span>
          <span aria-hidden="true">{w.nameIt}</span>
        </Button>
        {!item.this_one && (
          <Button look="plain" onClick={onEnd}>
            <span class="visually-hidden">{w.endOne(name)}</span>
            <span aria-hidden="true">{w.end}</span>
          </Button>
        )}
      </div>
    </li>
  );
}

interface NameProps {
  item: SignIn;
  onClose: () => void;
  onNamed: () => void;
}

function NameSheet({ item, onClose, onNamed }: NameProps) {
  const w = messages.value;
  const draft = useDraft(`device:${item.id}`, item.name ?? '');
  const task = useTask();
  const save = async (event: Event) => {
    event.preventDefault();
    const named = await task.run(() => nameSignIn(item.id, draft.value.trim() || null));
    if (!named) return;
    await draft.done();
    onNamed();
  };
  return (
    <Sheet open title={w.nameOne(nameOf(item))} closeLabel={common.value.close} onClose={onClose}>
      <form class="stack" onSubmit={save} noValidate>
        <DraftNote returned={draft.returned} onStartOver={draft.startOver} />
        <Field
          label={w.nameLabel}
          hint={w.nameHint}
          value={draft.value}
          onInput={draft.change}
          maxLength={longestName}
          problem={task.problem === null ? undefined : sayProblem(task.problem)}
        />
        <Button wide type="submit" busy={task.busy}>
          {common.value.save}
        </Button>
      </form>
    </Sheet>
  );
}
