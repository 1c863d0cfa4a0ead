// Mood, one to five: five faces of one family, each with its word. Tapping the chosen face again takes it back.
import './scale.css';
import { useId } from 'preact/hooks';

const mouths = [
  'M8.2 17c1-2.2 2.3-3 3.8-3s2.8.8 3.8 3',
  'M8.6 16.2c1-1.1 2.1-1.5 3.4-1.5s2.4.4 3.4 1.5',
  'M8.8 15.4h6.4',
  'M8.6 14.7c1 1.1 2.1 1.5 3.4 1.5s2.4-.4 3.4-1.5',
  'M8.2 14c1 2.2 2.3 3 3.8 3s2.8-.8 3.8-3',
];
const eyes = [
  'M7.6 9.9c.5.6 1.8.6 2.3 0M14.1 9.9c.5.6 1.8.6 2.3 0',
  'M8.8 9.6v.3M15.2 9.6v.3',
  'M8.8 9.6v.3M15.2 9.6v.3',
  'M8.8 9.6v.3M15.2 9.6v.3',
  'M7.6 10.1c.5-.8 1.8-.8 2.3 0M14.1 10.1c.5-.8 1.8-.8 2.3 0',
];

export function Face({ mood, size = 30 }: { mood: number; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.7"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <circle cx="12" cy="12" r="9.6" stroke-width="1.3" />
      <path d={`${eyes[mood - 1]}${mouths[mood - 1]}`} />
    </svg>
  );
}

interface FacesProps {
  legend: string;
  hideLegend?: boolean;
  /** Five words, lowest mood first. */
  words: readonly string[];
  value: number | null;
  onChange: (value: number | null) => void;
}

export function Faces({ legend, hideLegend, words, value, onChange }: FacesProps) {
  const name = useId();
  return (
    <fieldset class="scale faces">
      <legend class={hideLegend ? 'visually-hidden' : 'scale-legend'}>{legend}</legend>
      <div class="scale-steps">
        {words.map((word, i) => (
          <label key={word} class="step">
            <input
              type="radio"
              name={name}
              value={i + 1}
              checked={value === i + 1}
              onChange={() => onChange(i + 1)}
              onClick={() => value === i + 1 && onChange(null)}
            />
            <span>
              <Face mood={i + 1} />
              {word}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
