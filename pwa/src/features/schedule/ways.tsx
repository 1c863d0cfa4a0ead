// The two things one may want to do about a session or a day, side by side: call the program, or say one can't make it.
import { firstMessages } from '../../i18n';
import { callAddress } from '../../lib/dial';
import { ButtonLink } from '../../ui/button';
import { phone } from '../../ui/icons';
import type { Program } from './api';
import { lineToCall, sayLine } from './lines';
import { messages } from './messages';

interface WaysProps {
  /** The session it is about. */
  id: string;
  program: Program;
  now: Date;
}

export function Ways({ id, program, now }: WaysProps) {
  const line = lineToCall(program.phones, now);
  return (
    <>
      <div class="row">
        {line && (
          <ButtonLink look="ghost" icon={phone} href={callAddress(line.number)}>
            {messages.value.call}
          </ButtonLink>
        )}
        <ButtonLink look="ghost" href={`/schedule/${id}?say=away`}>
          {firstMessages.value.today.cannot}
        </ButtonLink>
      </div>
      {line && <p class="sub small line-now">{sayLine(line, program.zone, now)}</p>}
    </>
  );
}
