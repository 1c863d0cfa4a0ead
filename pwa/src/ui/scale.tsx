// A scale of numbers: a fieldset of radios one can tap or walk with the arrow keys, always with a way to skip.
import './scale.css';
import { useId } from 'preact/hooks';

interface ScaleProps {
  legend: string;
  hideLegend?: boolean;
  value: number | null;
  from?: number;
  to?: number;
  low: string;
  high: string;
  skip: string;
  onChange: (value: number | null) => void;
}

export function Scale(props: ScaleProps) {
  const { from = 0, to = 10, value, onChange } = props;
  const name = useId();
  const steps = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  return (
    <fieldset class="scale" aria-describedby={`${name}-ends`}>
      <legend class={props.hideLegend ? 'visually-hidden' : 'scale-legend'}>{props.legend}</legend>
      <p class="scale-ends" id={`${name}-ends`}>
        {props.low} · {props.high}
      </p>
      <div class="scale-steps">
        {steps.map((step) => (
          <label key={step} class="step">
            <input
              type="radio"
              name={name}
              value={step}
              checked={value === step}
              onChange={() => onChange(step)}
            />
            <span>{step}</span>
          </label>
        ))}
        <label class="step skip">
          <input
            type="radio"
            name={name}
            value=""
            checked={value === null}
            onChange={() => onChange(null)}
          />
          <span>{props.skip}</span>
        </label>
      </div>
    </fieldset>
  );
}
