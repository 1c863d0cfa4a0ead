// The three questions of the log: mood, urge, stress. Each can be skipped.
import { common } from '../../i18n';
import { Card } from '../../ui/card';
import { Faces } from '../../ui/faces';
import { Scale } from '../../ui/scale';
import { messages } from './messages';

interface CoreValues {
  mood: number | null;
  craving: number | null;
  stress: number | null;
}

interface CoreProps {
  said: CoreValues;
  craving: boolean;
  say: (said: Partial<CoreValues>) => void;
}

export function CoreAnswers({ said, craving, say }: CoreProps) {
  const w = messages.value;
  return (
    <Card>
      <div class="core">
        <div>
          <Faces
            legend={w.mood}
            words={common.value.moods}
            value={said.mood}
            onChange={(mood) => say({ mood })}
          />
        </div>
        {craving && (
          <div>
            <Scale
              legend={w.urge}
              value={said.craving}
              low={w.urgeLow}
              high={w.urgeHigh}
              skip={common.value.skip}
              onChange={(value) => say({ craving: value })}
            />
          </div>
        )}
        <div>
          <Scale
            legend={w.stress}
            value={said.stress}
            low={w.stressLow}
            high={w.stressHigh}
            skip={common.value.skip}
            onChange={(stress) => say({ stress })}
          />
        </div>
      </div>
    </Card>
  );
}
