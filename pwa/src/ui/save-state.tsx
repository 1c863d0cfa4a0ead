// One honest line about where what is shown has got to: on this phone, sending, saved to the account.
import './save-state.css';
import { common } from '../i18n';
import { Icon } from './icon';
import { onPhone, saved, sending } from './more-icons';

const shapes = { onPhone, sending, saved };

export function SaveState({ state, note }: { state: keyof typeof shapes; note?: string }) {
  return (
    <p class="save-state" role="status">
      <Icon shape={shapes[state]} size={18} />
      <span>
        {state === 'onPhone' ? common.value.savedWhenOnline : common.value.states[state]}
        {note && ` · ${note}`}
      </span>
    </p>
  );
}
