// Where an entry is: on this phone, sending, received, or not taken. Words carry it, the icon only repeats them.
import './log-entry.css';
import { common } from '../../i18n';
import { Icon } from '../../ui/icon';
import { alert, onPhone, received, sending } from '../../ui/icons';
import { messages } from './messages';

export type LogStateName = 'onPhone' | 'sending' | 'received' | 'stuck';

const shapes = { onPhone, sending, received, stuck: alert };

export function LogState({ state }: { state: LogStateName }) {
  const said = common.value.states;
  const text = state === 'stuck' ? messages.value.entries.stuck.state : said[state];
  return (
    <span class={`log-state ${state}`}>
      <Icon shape={shapes[state]} size={16} />
      {text}
    </span>
  );
}
