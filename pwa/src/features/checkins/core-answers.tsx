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
  answers: CoreValues;
  craving: boolean;
  change: (answers: Partial<CoreValues>) => void;
}

export function CoreAnswers({ answers, craving, change }: CoreProps) {
  const w = messages.value;
  return (
    <Card>
      <div class="core">
        <div>
          <Faces
            legend={w.mood}
            words={common.value.moods}
            value={answers.mood}
            onChange={(mood) => change({ mood })}
          />
        </div>
        {craving && (
          <div>
            <Scale
              legend={w.urge}
              value={answers.craving}
              low={w.urgeLow}
              high={w.urgeHigh}
              skip={common.value.skip}
              onChange={(value) => change({ craving: value })}
            />
          </div>
        )}
        <div>
          <Scale
            legend={w.stress}
            value={answers.stress}
            low={w.stressLow}
            high={w.stressHigh}
            skip={common.value.skip}
            onChange={(stress) => change({ stress })}
          />
        </div>
      </div>
    </Card>
  );
}
