// The top of every screen: a quiet line, the title, and at the end the way to "Ride it out", which is never out of reach.
import type { ComponentChildren } from 'preact';
import { common } from '../i18n';
import { Icon } from './icon';
import { back as backShape } from './icons';

interface ScreenHeadProps {
  title: string;
  /** One line above the title. */
  over?: string;
  /** One or two lines below it. */
  sub?: string;
  /** Shows a way back. */
  onBack?: () => void;
  /** The screen for hard moments itself, and the screens before sign-in, leave the button out. */
  withoutUrge?: boolean;
  /** Beside the urge button, for example the avatar on Today. */
  children?: ComponentChildren;
}

export function ScreenHead({ title, over, sub, onBack, withoutUrge, children }: ScreenHeadProps) {
  return (
    <header class={over ? 'screen-head' : 'screen-head bare'}>
      {onBack && (
        <button
          type="button"
          class="icon-button back"
          aria-label={common.value.back}
          onClick={onBack}
        >
          <Icon shape={backShape} />
        </button>
      )}
      <div class="screen-title">
        {over && <p class="sub">{over}</p>}
        <h1>{title}</h1>
      </div>
      <div class="screen-tools">
        {!withoutUrge && (
          <a class="urge-button" href="/urge">
            {common.value.urge}
          </a>
        )}
        {children}
      </div>
      {sub && <p class="sub screen-sub">{sub}</p>}
    </header>
  );
}
