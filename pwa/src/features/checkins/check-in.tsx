// The ten-second log: three questions, a Save that is always in reach, and more for whoever wants it.
import '../../ui/scale.css';
import '../../ui/chips.css';
import '../../ui/field.css';
import './check-in.css';
import { useEffect, useState } from 'preact/hooks';
import { go } from '../../lib/location';
import type { ScreenProps } from '../../lib/paths';
import { ScreenHead } from '../../ui/screen-head';
import { Empty, Skeleton } from '../../ui/states';
import { openOwnWords } from '../logbook';
import { hidesCraving, trackModules } from '../schedule';
import { correctable } from './correct';
import { readDraft } from './draft';
import { answersIn } from './entry';
import { Journal } from './journal';
import { blank, LogForm, type Start } from './log-form';
import { messages } from './messages';
import { readLog } from './state';

async function begin(changeId: string | null, round: number): Promise<Start> {
  const [hidden, stored] = await Promise.all([
    hidesCraving(),
    readDraft(),
    readLog(),
    openOwnWords(),
  ]);
  const cards = (await trackModules()).modules as Start['cards'];
  const changing = changeId ? correctable(changeId) : null;
  const draft = changing
    ? { said: answersIn(changing), about: 'today' as const }
    : (stored ?? blank());
  const returned = !changing && stored !== null;
  const key = `${changeId} ${round}`;
  const missing = Boolean(changeId && !changing);
  return { key, draft, changing, returned, craving: !hidden, cards, missing };
}

export default function CheckInScreen(props: ScreenProps) {
  return props.query.has('write') ? <Journal /> : <CheckIn {...props} />;
}

function CheckIn({ query }: ScreenProps) {
  const [start, setStart] = useState<Start | null>(null);
  const [round, setRound] = useState(0);
  const changeId = query.get('change');
  useEffect(() => {
    let current = true;
    void begin(changeId, round).then((found) => current && setStart(found));
    return () => {
      current = false;
    };
  }, [changeId, round]);
  const w = messages.value;
  if (!start)
    return (
      <main class="screen">
        <ScreenHead over={w.over} title={w.title} />
        <Skeleton tall lines={2} />
      </main>
    );
  if (start.missing)
    return (
      <main class="screen">
        <ScreenHead title={w.changeTitle} onBack={() => go('/history', { replace: true })} />
        <Empty title={w.tooLate}>
          <a href="/history">{w.history}</a>
        </Empty>
      </main>
    );
  const another = () => {
    go('/log', { replace: true });
    setRound(round + 1);
  };
  return <LogForm key={start.key} start={start} onAnother={another} />;
}
