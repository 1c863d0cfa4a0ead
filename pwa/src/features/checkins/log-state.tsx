// Where an entry is: on this phone, sending, saved to the account, or refused. Words carry it, the icon only repeats them.
import './log-entry.css';
import { common } from '../../i18n';
import { Icon } from '../../ui/icon';
import { alert, onPhone, saved, sending } from '../../ui/more-icons';
import { messages } from './messages';
export type LogStateName = 'onPhone' | 'sending' | 'saved' | 'refused';

const shapes = { onPhone, sending, saved, refused: alert };

export function LogState({ state }: { state: LogStateName }) {
  const texts = common.value.states;
  const text = state === 'refused' ? messages.value.entries.stuck.state : texts[state];
  return (
    <span class={`log-state ${state}`}>
      <Icon shape={shapes[state]} size={16} />
      {text}
    </span>
  );
}
