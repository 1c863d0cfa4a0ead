// How to put the app on the home screen. iPhones have no button for it, so there the three steps are drawn.
import './install.css';
import { common } from '../../i18n';
import { Button } from '../../ui/button';
import { Sheet } from '../../ui/sheet';
import { messages } from './messages';

interface InstallSheetProps {
  open: boolean;
  /** iPhone or iPad: explain; elsewhere the browser can ask, if `canAsk`. */
  apple: boolean;
  canAsk: boolean;
  onAsk: () => void;
  onClose: () => void;
}

export function InstallSheet({ open, apple, canAsk, onAsk, onClose }: InstallSheetProps) {
  const w = messages.value;
  return (
    <Sheet open={open} title={w.title} closeLabel={common.value.close} onClose={onClose}>
      <p class="sub">{w.about}</p>
      {apple && (
        <>
          <Drawing label={w.picture} line={w.addLine} />
          <ol class="install-steps">
            {w.steps.map((step, i) => (
              <li key={step}>
                <span class="badge tone-accent" aria-hidden="true">
                  {i + 1}
                </span>
                <span>{step}</span>
              </li>
            ))}
          </ol>
        </>
      )}
      {!apple && (canAsk ? <Button onClick={onAsk}>{w.add}</Button> : <p>{w.otherwise}</p>)}
      <Button look={apple ? 'quiet' : 'plain'} onClick={onClose}>
        {apple ? common.value.done : w.later}
      </Button>
    </Sheet>
  );
}

function Drawing({ label, line }: { label: string; line: string }) {
  return (
    <svg class="install-drawing" viewBox="0 0 320 132" role="img" aria-label={label}>
      <rect class="phone" x="8" y="6" width="304" height="120" rx="22" />
      <rect class="bar" x="24" y="28" width="66" height="76" rx="14" />
      <path class="line" d="M57 76V48m-9 8 9-9 9 9M47 62h-5v26h30V62h-5" />
      <path class="line faint" d="M98 66h14m-5-5 5 5-5 5" />
      <rect class="bar" x="120" y="44" width="180" height="44" rx="12" />
      <path class="line" d="M274 58h16v16h-16zM282 62v8m-4-4h8" />
      <text x="132" y="70">
        {line}
      </text>
    </svg>
  );
}
