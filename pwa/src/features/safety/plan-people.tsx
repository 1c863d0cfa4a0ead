// The people in the safety plan: one tap to call or text, and a sheet to add, change or remove someone.
import { useState } from 'preact/hooks';
import { newId } from '../../lib/ids';
import { Button } from '../../ui/button';
import { plus } from '../../ui/more-icons';
import type { PersonToCall } from './api';
import { messages } from './messages';
import { PersonRow } from './person-row';
import { PersonSheet } from './person-sheet';
import { personKinds } from './plan-sections';
import { savePeople } from './save';
import { safetyPlan } from './state';

const most = 10;

/** `seen` is the list as it was when the sheet opened. */
interface Editing {
  person: PersonToCall;
  seen: PersonToCall[];
}

const nobody = (): PersonToCall => ({ id: newId(), name: '', phone: '', kind: 'friend' });

export function PlanPeople({ people }: { people: PersonToCall[] }) {
  const w = messages.value;
  const [editing, setEditing] = useState<Editing | null>(null);
  const edit = (person: PersonToCall) =>
    setEditing({ person, seen: safetyPlan.value?.content.people ?? [] });
  return (
    <>
      <ul class="plan-people" aria-label={w.callHeading}>
        {people.map((person) => (
          <PersonRow
            key={person.id}
            name={person.name}
            detail={w.kinds[person.kind]}
            phone={person.phone}
            onEdit={() => edit(person)}
          />
        ))}
      </ul>
      {people.length === 0 && <p class="sub small">{w.noPeople}</p>}
      {people.length < most ? (
        <Button look="quiet" icon={plus} wide onClick={() => edit(nobody())}>
          {w.addPerson}
        </Button>
      ) : (
        <p class="sub small">{w.person.full}</p>
      )}
      {editing && (
        <EditPerson key={editing.person.id} {...editing} onClose={() => setEditing(null)} />
      )}
    </>
  );
}

function EditPerson({ person, seen, onClose }: Editing & { onClose: () => void }) {
  const others = seen.filter((one) => one.id !== person.id);
  const known = others.length < seen.length;
  return (
    <PersonSheet
      name={known ? person.id : 'new'}
      start={person}
      kinds={personKinds}
      kindNames={messages.value.kinds}
      onClose={onClose}
      onSave={(fields) => {
        const changed = { ...person, ...fields };
        const next = known
          ? seen.map((one) => (one.id === person.id ? changed : one))
          : [...seen, changed];
        return savePeople(seen, next);
      }}
      onRemove={known ? () => savePeople(seen, others) : undefined}
    />
  );
}
