// Minutes and seconds in a ring that empties. A screen reader hears whole minutes, not every second.
import './countdown.css';

interface CountdownProps {
  /** Milliseconds. */
  left: number;
  whole: number;
  /** For example "7 minutes left". */
  spoken: string;
}

const around = 2 * Math.PI * 54;

export function Countdown({ left, whole, spoken }: CountdownProps) {
  const seconds = Math.ceil(left / 1000);
  const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return (
    <div class="countdown">
      <svg viewBox="0 0 120 120" aria-hidden="true" focusable="false">
        <circle class="ring" cx="60" cy="60" r="54" />
        <circle
          class="ring rest"
          cx="60"
          cy="60"
          r="54"
          transform="rotate(-90 60 60)"
          stroke-dasharray={`${around}`}
          stroke-dashoffset={`${around * (1 - left / whole)}`}
        />
      </svg>
      <span class="countdown-clock" aria-hidden="true">
        {clock}
      </span>
      <span class="visually-hidden" role="status">
        {spoken}
      </span>
    </div>
  );
}
