// One of the person's own people: call and text at one tap, and the name opens the entry for changing.
import '../../ui/call-row.css';
import { common } from '../../i18n';
import { callAddress, textAddress } from '../../lib/dial';
import { Icon } from '../../ui/icon';
import { phone as phoneShape } from '../../ui/icons';
import { message } from '../../ui/more-icons';
import { messages } from './messages';

interface PersonRowProps {
  name: string;
  detail: string;
  phone: string;
  onEdit: () => void;
}

export function PersonRow({ name, detail, phone, onEdit }: PersonRowProps) {
  const w = messages.value;
  return (
    <li class="call-row">
      <button type="button" class="call-words person-name" onClick={onEdit}>
        <b>{name}</b>
        <span class="sub small">{detail}</span>
        <span class="visually-hidden">{common.value.edit}</span>
      </button>
      <a class="icon-button call-button" href={textAddress(phone)} aria-label={w.text(name)}>
        <Icon shape={message} size={22} />
      </a>
      <a class="icon-button call-button" href={callAddress(phone)} aria-label={w.call(name)}>
        <Icon shape={phoneShape} size={22} />
      </a>
    </li>
  );
}
