// One honest line about where what is shown has got to: on this phone, sending, received.
import './save-state.css';
import { common } from '../i18n';
import { Icon } from './icon';
import { onPhone, received, sending } from './icons';

const shapes = { onPhone, sending, received };

export function SaveState({ state, note }: { state: keyof typeof shapes; note?: string }) {
  return (
    <p class="save-state" role="status">
      <Icon shape={shapes[state]} size={18} />
      <span>
        {common.value.states[state]}
        {note && ` · ${note}`}
      </span>
    </p>
  );
}
