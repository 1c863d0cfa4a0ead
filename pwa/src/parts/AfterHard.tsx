// After a hard entry: never a chart, but three ways on. Drawn from the phone alone, with no network.
import { words } from '../words';
import { ButtonLink } from './Button';
import { Card } from './Card';

export function AfterHard() {
  const w = words.value.checkIn.hard;
  return (
    <Card>
      <p>{w.detail}</p>
      <p class="after-hard-question">{w.question}</p>
      <div class="stack">
        <ButtonLink href="/urge" wide tall>
          {w.ride}
        </ButtonLink>
        <ButtonLink href="/help" look="quiet" wide tall>
          {w.call}
        </ButtonLink>
        <ButtonLink href="/plan" look="quiet" wide tall>
          {w.plan}
        </ButtonLink>
      </div>
    </Card>
  );
}
