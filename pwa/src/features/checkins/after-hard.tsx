// After a hard entry: never a chart, but three ways on. Drawn from the phone alone, with no network.
import { ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { Reach988 } from '../help';
import { messages } from './messages';
import { type CheckinAnswers, isStrongUrge } from './record';

/** What is said first: a very low mood has a sentence of its own, never the urge's. */
export const hardWords = (answers: CheckinAnswers) =>
  isStrongUrge(answers) ? messages.value.hard.urge : messages.value.hard.low;

/** `titled` when no heading above it has said the first sentence. */
export function AfterHard({
  answers,
  titled = false,
}: {
  answers: CheckinAnswers;
  titled?: boolean;
}) {
  const w = messages.value.hard;
  const said = hardWords(answers);
  return (
    <Card>
      {titled && <p class="after-hard-question">{said.title}</p>}
      <p>{said.detail}</p>
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
        <Reach988 />
      </div>
    </Card>
  );
}
