// After a hard entry: never a chart, but three ways on. Drawn from the phone alone, with no network.
import { ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { messages } from './messages';

/** `titled` when no heading above it has said the first sentence. */
export function AfterHard({ titled = false }: { titled?: boolean }) {
  const w = messages.value.hard;
  return (
    <Card>
      {titled && <p class="after-hard-question">{w.title}</p>}
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
