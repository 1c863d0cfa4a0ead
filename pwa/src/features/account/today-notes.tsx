// On Today, mostly nothing: what was refused, a phone that is not confirmed, another one that was added, and once, the question
// how the person wants to come back.
import { useEffect, useState } from 'preact/hooks';
import { language } from '../../i18n';
import { deviceZone, sayMoment } from '../../lib/dates';
import { go } from '../../lib/location';
import type { Me } from '../../offline/account-api';
import { outboxOf } from '../../offline/outbox';
import { sayProblem } from '../../offline/problem-text';
import { fromState, perSession, session } from '../../offline/session';
import { me, unconfirmed } from '../../offline/sign-in';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { ListRow } from '../../ui/list-row';
import { lock } from '../../ui/more-icons';
import { useTask } from '../../ui/task';
import { messages } from './messages';
import { confirmOtherPhone, endSignIn } from './state';

type NewPhone = Me['new_phones'][number];

const refused = fromState(perSession(outboxOf), (outbox) => outbox.refused);

export default function AccountNotes() {
  if (unconfirmed.value)
    return (
      <Card rows>
        <ListRow
          icon={lock}
          title={messages.value.confirm.note}
          detail={messages.value.confirm.noteAbout}
          href="/confirm"
          leads
        />
      </Card>
    );
  return (
    <>
      <Refused />
      {me.value?.new_phones?.map((phone) => (
        <NewPhoneNote key={phone.id} phone={phone} />
      ))}
      <ComeBackNote />
    </>
  );
}

/** The person's own phones hear of a new one, whoever made its code. */
function NewPhoneNote({ phone }: { phone: NewPhone }) {
  const w = messages.value.newPhone;
  const task = useTask();
  const say = (instant: string) => sayMoment(instant, deviceZone(), language.value);
  const act = async (work: (id: string) => Promise<void>, done: string) => {
    if (await task.run(() => work(phone.id))) announce(done);
  };
  return (
    <Card>
      <div class="stack">
        <p>
          <strong>{w.addedAt(say(phone.added_at))}</strong>
        </p>
        <p>{w.notYou}</p>
        <p class="sub small">
          {phone.device}
          {phone.opens_at && ` · ${w.opens(say(phone.opens_at))}`}
        </p>
        <div class="row">
          <Button look="quiet" busy={task.busy} onClick={() => act(endSignIn, w.ended)}>
            {w.end}
          </Button>
          <Button look="plain" busy={task.busy} onClick={() => act(confirmOtherPhone, w.confirmed)}>
            {w.mine}
          </Button>
        </div>
        {task.problem !== null && (
          <p class="field-problem" role="alert">
            {sayProblem(task.problem)}
          </p>
        )}
      </div>
    </Card>
  );
}

const day = 86_400_000;

/** Asked once, from the second day on, of somebody who has no way back in yet. */
function ComeBackNote() {
  const w = messages.value.wayBack;
  const here = session.value;
  const [wanted, want] = useState(false);
  const person = me.value;
  const none =
    person && !person.has_passphrase && !person.passkey_count && !person.has_recovery_card;
  const since = person?.activated_at ? Date.parse(person.activated_at) : Number.NaN;
  useEffect(() => {
    want(false);
    if (none && Date.now() - since > day)
      void here.cache.read<boolean>(answered).then((said) => want(!said));
  }, [here, none, since]);
  if (!wanted) return null;
  // Not before it is written: who leaves at once is not asked again.
  const answer = async () => {
    await here.cache.write(answered, true);
    want(false);
  };
  return (
    <Card>
      <div class="stack">
        <p>
          <strong>{w.title}</strong>
        </p>
        <p class="sub">{w.about}</p>
        <div class="row">
          <Button look="quiet" onClick={() => void answer().then(() => go('/settings'))}>
            {w.choose}
          </Button>
          <Button look="plain" onClick={() => void answer()}>
            {w.notNow}
          </Button>
        </div>
      </div>
    </Card>
  );
}

const answered = 'asked-how-to-come-back';

function Refused() {
  const w = messages.value.refused;
  const count = refused.value.length;
  if (count === 0) return null;
  return (
    <Card rows>
      <ListRow title={w.note(count)} detail={w.noteAbout} href="/settings" leads />
    </Card>
  );
}
