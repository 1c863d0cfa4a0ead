// Who comes along to a meeting: the person, and whoever of their own is invited. Nobody else's, ever.
import { useEffect } from 'preact/hooks';
import { language } from '../../i18n';
import { printList } from '../../lib/print';
import { Card } from '../../ui/card';
import { ListRow } from '../../ui/list-row';
import { heart } from '../../ui/more-icons';
import type { Session } from '../schedule';
import { refreshSupporters, supportersAt, messages as supportersMessages } from '../supporters';
import { messages } from './messages';
export function WhoComes({ one }: { one: Session }) {
  const w = messages.value;
  const names = supportersAt(one.id);
  useEffect(() => {
    void refreshSupporters();
  }, []);
  if (names.length === 0 && !(one.kind in w.invited)) return null;
  return (
    <section>
      <h2>{w.whoComes}</h2>
      <Card rows>
        <ListRow
          icon={heart}
          title={sayNames(names)}
          detail={supportersMessages.value.open}
          href="/settings/supporters"
          leads
        />
      </Card>
    </section>
  );
}

const sayNames = (names: string[]) =>
  printList([messages.value.yourself, ...names], language.value);
