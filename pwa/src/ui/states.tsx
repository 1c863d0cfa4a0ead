// What a screen shows when it has nothing to show yet: loading, empty, gone wrong, offline. All calm, all with a next step.
import type { ComponentChildren } from 'preact';
import { common } from '../i18n';
import { lastFailure } from '../lib/connection';
import { Button } from './button';
import { Icon } from './icon';
import { offline } from './icons';

/** Grey shapes in the size of what will come, so that nothing jumps. `lines` is how many rows. */
export function Skeleton({ lines = 3, tall = false }: { lines?: number; tall?: boolean }) {
  return (
    <div class="skeleton" role="status">
      <span class="visually-hidden">{common.value.loading}</span>
      {tall && <div class="bone tall" />}
      {Array.from({ length: lines }, (_, i) => (
        <div key={i} class="bone" />
      ))}
    </div>
  );
}

interface StateProps {
  icon?: string;
  title: string;
  children?: ComponentChildren;
}

export function Empty({ icon, title, children }: StateProps) {
  return (
    <div class="state">
      {icon && <Icon shape={icon} size={32} />}
      <p class="state-title">{title}</p>
      {children}
    </div>
  );
}

interface TroubleProps {
  title?: string;
  detail?: string;
  onRetry?: () => void;
}

/** Something did not work. Says so plainly, offers to try again, and never loses the way to help. */
export function Trouble({ title, detail, onRetry }: TroubleProps) {
  const w = common.value;
  return (
    <div class="state" role="alert">
      <p class="state-title">{title ?? w.trouble.title}</p>
      <p class="sub">{detail ?? w.trouble.detail}</p>
      {onRetry && (
        <Button look="quiet" onClick={onRetry}>
          {w.tryAgain}
        </Button>
      )}
      <a href="/help">{w.tabs.help}</a>
    </div>
  );
}

/** One quiet line: what is shown is the phone's own copy. */
export function OfflineNote({ children }: { children?: ComponentChildren }) {
  return (
    <p class="offline-note">
      <Icon shape={offline} size={18} />
      <span>
        {children ??
          (lastFailure.value === 'server' ? common.value.serverTrouble : common.value.offline)}
      </span>
    </p>
  );
}
