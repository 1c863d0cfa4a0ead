// Short words one can switch on and off, as many as fit: a fieldset of checkboxes.
import './chips.css';
import type { ComponentChildren } from 'preact';

export interface Chip {
  id: string;
  label: string;
}

interface ChipsProps {
  legend: string;
  hideLegend?: boolean;
  chips: readonly Chip[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  /** For example a button that adds a word of one's own. */
  children?: ComponentChildren;
}

export function Chips({ legend, hideLegend, chips, chosen, onChange, children }: ChipsProps) {
  const flip = (id: string) =>
    onChange(chosen.includes(id) ? chosen.filter((c) => c !== id) : [...chosen, id]);
  return (
    <fieldset>
      <legend class={hideLegend ? 'visually-hidden' : 'scale-legend'}>{legend}</legend>
      <div class="chips">
        {chips.map((chip) => (
          <label key={chip.id} class="chip">
            <input
              type="checkbox"
              checked={chosen.includes(chip.id)}
              onChange={() => flip(chip.id)}
            />
            <span>{chip.label}</span>
          </label>
        ))}
        {children}
      </div>
    </fieldset>
  );
}
