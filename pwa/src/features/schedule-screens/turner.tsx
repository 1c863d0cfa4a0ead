// One step back, what one looks at, one step on. What one looks at is read out when it changes.
import { Icon } from '../../ui/icon';
import { back as backShape } from '../../ui/icons';
import { forward } from '../../ui/more-icons';

interface TurnerProps {
  title: string;
  earlier: string;
  later: string;
  /** Undefined at an end. */
  onEarlier?: () => void;
  onLater?: () => void;
}

export function Turner({ title, earlier, later, onEarlier, onLater }: TurnerProps) {
  return (
    <div class="week-turner">
      <button
        type="button"
        class="icon-button"
        aria-label={earlier}
        disabled={!onEarlier}
        onClick={onEarlier}
      >
        <Icon shape={backShape} />
      </button>
      <h2 aria-live="polite">{title}</h2>
      <button
        type="button"
        class="icon-button"
        aria-label={later}
        disabled={!onLater}
        onClick={onLater}
      >
        <Icon shape={forward} />
      </button>
    </div>
  );
}
