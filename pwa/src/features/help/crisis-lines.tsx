// The lines that answer at any hour. 911 comes last and is the only thing with a red edge.
import { language } from '../../i18n';
import { ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { Icon } from '../../ui/icon';
import { phone } from '../../ui/icons';
import { message } from '../../ui/more-icons';
import { CallRow } from './call-row';
import { crisisLines, smsAddress } from './crisis-list';
import { messages } from './messages';

/** Address of a text to 988, with the word that makes the answer come in Spanish. */
const text988 = () => {
  const line = crisisLines.find((one) => one.id === '988');
  return (line && smsAddress(line, language.value)) ?? 'sms:988';
};

/** Both ways to 988, in words. */
export function Reach988() {
  const w = messages.value;
  return (
    <div class="row">
      <ButtonLink look="warm" tall icon={phone} href="tel:988">
        {w.call988}
      </ButtonLink>
      <ButtonLink look="quiet" tall icon={message} href={text988()}>
        {w.text988}
      </ButtonLink>
    </div>
  );
}

/** The numbers that must be in sight without scrolling, however many people stand above the list. */
export function CrisisNow() {
  const w = messages.value;
  return (
    <div class="row crisis-now">
      <a class="button warm tall" href="tel:988" aria-label={w.callOne('988')}>
        <Icon shape={phone} size={20} />
        <span>988</span>
      </a>
      <a class="button quiet tall" href={text988()} aria-label={w.textOne('988')}>
        <Icon shape={message} size={20} />
        <span>988</span>
      </a>
      <a class="button quiet tall urgent" href="tel:911" aria-label={w.callOne('911')}>
        <Icon shape={phone} size={20} />
        <span>911</span>
      </a>
    </div>
  );
}

export function CrisisLines() {
  const tongue = language.value;
  return (
    <section>
      <h2>{messages.value.anyHour}</h2>
      <Card rows>
        <ul>
          {crisisLines.map((line) => (
            <CallRow
              key={line.id}
              title={line.title[tongue]}
              name={line.call ?? line.text_to ?? undefined}
              detail={line.about[tongue]}
              call={line.call}
              text={smsAddress(line, tongue)}
              urgent={line.urgent}
            />
          ))}
        </ul>
      </Card>
    </section>
  );
}
