// Who comes along to a meeting: the person, and whoever of their own is invited. Nobody else's, ever.
import { useEffect } from 'preact/hooks';
import { refreshSupporters, supportersAt } from '../actions/supporters';
import type { Session } from '../api/schedule';
import { Card } from '../parts/Card';
import { ListRow } from '../parts/ListRow';
import { heart } from '../parts/more-icons';
import { language, words } from '../words';

export function WhoComes({ one }: { one: Session }) {
  const w = words.value.session;
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
          title={sayList(names)}
          detail={words.value.supporters.open}
          href="/settings/supporters"
          leads
        />
      </Card>
    </section>
  );
}

const sayList = (names: string[]) =>
  new Intl.ListFormat(language.value, { type: 'conjunction' }).format([
    words.value.session.yourself,
    ...names,
  ]);
