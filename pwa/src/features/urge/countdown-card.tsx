// Ten minutes, with a number before and after if one likes. It goes on while one looks at something else, while the
// phone sleeps, and when the app was put away meanwhile.
import './urge.css';
import '../../ui/scale.css';
import { useEffect, useState } from 'preact/hooks';
import { common } from '../../i18n';
import { signInState } from '../../offline/sign-in';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { Scale } from '../../ui/scale';
import { Countdown } from './countdown';
import { messages } from './messages';
import {
  endsAt,
  endWait,
  left,
  setStrength,
  startWait,
  stopWait,
  strength,
  waitMinutes,
  wasStopped,
} from './wait';

export function Wait() {
  const w = messages.value;
  const [logged, setLogged] = useState(false);
  if (endsAt.value === null)
    return (
      <Card>
        {logged && (
          <p role="status" class="urge-line">
            {w.logged}
          </p>
        )}
        <Strength legend={w.strength} value={strength.value} onChange={setStrength} />
        <Button wide tall onClick={() => void startWait()}>
          {w.start}
        </Button>
      </Card>
    );
  if (left.value > 0)
    return (
      <Card>
        <Countdown
          left={left.value}
          whole={waitMinutes * 60_000}
          spoken={w.left(Math.ceil(left.value / 60_000))}
        />
        <p class="sub urge-line">{w.running}</p>
        <Button wide look="plain" onClick={() => void stopWait()}>
          {w.stop}
        </Button>
      </Card>
    );
  return <After onLogged={() => setLogged(true)} />;
}

function After({ onLogged }: { onLogged: () => void }) {
  const w = messages.value;
  const [now, setNow] = useState<number | null>(null);
  const more = useMore();
  const first = strength.value;
  const again = () => {
    setStrength(now ?? first);
    void startWait();
  };
  return (
    <Card>
      <div role="status">
        <h2>{wasStopped.value ? w.stopped : w.over}</h2>
      </div>
      <Strength legend={wasStopped.value ? w.askNow : w.now} value={now} onChange={setNow} />
      {now !== null && (
        <p role="status" class="urge-line">
          {first !== null && w.went(first, now)} {first !== null && now < first ? w.easier : w.same}
        </p>
      )}
      {signInState.value === 'in' && now !== null && more && (
        <more.IntoLog now={now} onLogged={onLogged} />
      )}
      <div class="row">
        <Button look="quiet" onClick={again}>
          {w.again}
        </Button>
      </div>
      <Button look="plain" onClick={() => void endWait()}>
        {common.value.close}
      </Button>
    </Card>
  );
}

/** What is needed to write it down comes along only now. */
function useMore() {
  const [module, arrive] = useState<typeof import('./ask') | null>(null);
  useEffect(() => {
    import('./ask').then(arrive).catch(() => undefined);
  }, []);
  return module;
}

interface StrengthProps {
  legend: string;
  value: number | null;
  onChange: (value: number | null) => void;
}

function Strength(props: StrengthProps) {
  return (
    <div class="strength">
      <Scale
        {...props}
        low={messages.value.none}
        high={messages.value.most}
        skip={common.value.skip}
      />
    </div>
  );
}
