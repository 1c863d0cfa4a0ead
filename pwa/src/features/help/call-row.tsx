// Someone one can call or text: name, a line about it, and one or two large targets.
import '../../ui/call-row.css';
import { callAddress } from '../../lib/dial';
import { Icon } from '../../ui/icon';
import { phone } from '../../ui/icons';
import { message } from '../../ui/more-icons';
import { messages } from './messages';

interface CallRowProps {
  title: string;
  /** How the buttons name it, when the title is a sentence of its own. */
  name?: string;
  detail?: string;
  /** A telephone number as it is dialled or written. */
  call?: string | null;
  /** An sms: address. */
  text?: string | null;
  urgent?: boolean;
}

/** A telephone number is never broken at its hyphens. */
const unbroken = (text: string) => text.replace(/(\d)-(\d)/g, '$1\u2011$2');

export function CallRow({ title, name = title, detail, call, text, urgent }: CallRowProps) {
  const w = messages.value;
  return (
    <li class={`call-row${urgent ? ' urgent' : ''}`}>
      <span class="call-words">
        <b>{unbroken(title)}</b>
        {detail && <span class="sub small">{detail}</span>}
      </span>
      {text && (
        <a class="icon-button call-button" href={text} aria-label={w.textOne(name)}>
          <Icon shape={message} size={22} />
        </a>
      )}
      {call && (
        <a class="icon-button call-button" href={callAddress(call)} aria-label={w.callOne(name)}>
          <Icon shape={phone} size={22} />
        </a>
      )}
    </li>
  );
}
