// Ten minutes, with a number before and after if one likes. It goes on while one looks at something else.
import '../styles/urge.css';
import { signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { standing } from '../actions/session';
import { Button, ButtonLink } from '../parts/Button';
import { Card } from '../parts/Card';
import { Countdown } from '../parts/Countdown';
import { Scale } from '../parts/Scale';
import { endsAt, left, startTimer, stopTimer } from '../util/timer';
import { words } from '../words';

const minutes = 10;
// Kept while the app is open, so that going to the plan and back loses nothing.
const before = signal<number | null>(null);

export function Wait() {
  const w = words.value.urge;
  if (endsAt.value === null)
    return (
      <Card>
        <Strength legend={w.strength} value={before.value} onChange={(v) => (before.value = v)} />
        <Button wide tall onClick={() => startTimer(minutes)}>
          {w.start}
        </Button>
      </Card>
    );
  if (left.value > 0)
    return (
      <Card>
        <Countdown
          left={left.value}
          whole={minutes * 60_000}
          spoken={w.left(Math.ceil(left.value / 60_000))}
        />
        <p class="sub urge-line">{w.running}</p>
        <Button wide look="plain" onClick={stopTimer}>
          {w.stop}
        </Button>
      </Card>
    );
  return <After />;
}

function After() {
  const w = words.value.urge;
  const [now, setNow] = useState<number | null>(null);
  const first = before.value;
  const again = () => {
    before.value = now ?? first;
    startTimer(minutes);
  };
  return (
    <Card>
      <div role="status">
        <h2>{w.over}</h2>
      </div>
      <Strength legend={w.now} value={now} onChange={setNow} />
      {now !== null && (
        <p role="status" class="urge-line">
          {first !== null && w.went(first, now)} {first !== null && now < first ? w.easier : w.same}
        </p>
      )}
      <div class="row">
        <Button look="quiet" onClick={again}>
          {w.again}
        </Button>
        {standing.value === 'in' && (
          <ButtonLink look="quiet" href="/log">
            {w.log}
          </ButtonLink>
        )}
      </div>
    </Card>
  );
}

interface StrengthProps {
  legend: string;
  value: number | null;
  onChange: (value: number | null) => void;
}

function Strength(props: StrengthProps) {
  const { urge, common } = words.value;
  return (
    <div class="strength">
      <Scale {...props} low={urge.none} high={urge.most} skip={common.skip} />
    </div>
  );
}
