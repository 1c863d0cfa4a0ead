// Before the first day there is one card and nothing else: where, when, which door, what to bring, whom to ask for.
import { callAddress } from '../../lib/dial';
import { ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { phone as phoneShape, place as placeShape, video } from '../../ui/icons';
import { messages as scheduleMessages } from '../schedule';
import { messages } from './messages';

interface FirstDayCardProps {
  /** "Monday, November 23, 4:00 PM" */
  when: string;
  where: string;
  door: string | null;
  bring: readonly string[];
  askFor: string;
  joinUrl: string | null;
  /** Where the phone's maps are told to look. */
  way: string | null;
  number?: string;
}

export function FirstDayCard(props: FirstDayCardProps) {
  const w = messages.value.firstDay;
  return (
    <Card tone="next" label={w.title}>
      <dl class="first-day">
        <Fact name={w.when}>{props.when}</Fact>
        <Fact name={w.where}>{props.where}</Fact>
        {props.door && <Fact name={w.door}>{props.door}</Fact>}
        {props.bring.length > 0 && (
          <Fact name={w.bring}>
            <ul>
              {props.bring.map((thing) => (
                <li key={thing}>{thing}</li>
              ))}
            </ul>
          </Fact>
        )}
        <Fact name={w.ask}>{props.askFor}</Fact>
      </dl>
      <p class="first-day-come">{w.come}</p>
      {(props.joinUrl || props.way || props.number) && (
        <div class="row">
          {props.joinUrl && (
            <ButtonLink look="on-accent" icon={video} href={props.joinUrl} away>
              {w.join}
            </ButtonLink>
          )}
          {props.way && (
            <ButtonLink look="ghost" icon={placeShape} href={props.way} away>
              {scheduleMessages.value.directions}
            </ButtonLink>
          )}
          {props.number && (
            <ButtonLink look="ghost" icon={phoneShape} href={callAddress(props.number)}>
              {scheduleMessages.value.call}
            </ButtonLink>
          )}
        </div>
      )}
    </Card>
  );
}

function Fact({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt class="sub small">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
