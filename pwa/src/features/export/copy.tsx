// One's own copy of everything: three forms, one tap each, and an honest word about what the file is.
import { useEffect, useState } from 'preact/hooks';
import { back } from '../../lib/location';
import { Card } from '../../ui/card';
import { ListRow } from '../../ui/list-row';
import { book, chart, download } from '../../ui/more-icons';
import { ScreenHead } from '../../ui/screen-head';
import { messages } from './messages';
import { type Form, notInCopy, type Taken, takeCopy } from './state';

const forms: readonly [Form, string][] = [
  ['html', book],
  ['csv', chart],
  ['json', download],
];

export default function OwnCopy() {
  const w = messages.value;
  const [unsent, setUnsent] = useState(0);
  const [state, setState] = useState<'idle' | 'making' | Taken>('idle');
  useEffect(() => {
    void notInCopy().then(setUnsent);
  }, []);
  const take = async (form: Form) => {
    if (state === 'making') return;
    setState('making');
    setState(await takeCopy(form));
    setUnsent(await notInCopy());
  };
  const text = state === 'idle' ? '' : w[state];
  return (
    <main class="screen">
      <ScreenHead title={w.title} sub={w.sub} onBack={() => back('/settings')} />
      <div class="stack">
        <Card rows>
          <ul>
            {forms.map(([form, icon]) => (
              <li key={form}>
                <ListRow
                  icon={icon}
                  title={w.forms[form]}
                  detail={w.formsAbout[form]}
                  onClick={() => void take(form)}
                />
              </li>
            ))}
          </ul>
        </Card>
        <p role="status" class="copy-said">
          {text}
        </p>
        {unsent > 0 && <p class="sub small">{w.unsent(unsent)}</p>}
        <p class="sub small">{w.careful}</p>
        <p class="sub small">{w.leftOut}</p>
      </div>
    </main>
  );
}
