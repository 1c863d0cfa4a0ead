// What a locked screen will show, drawn as phones draw it.
import { Icon } from '../../ui/icon';
import { bell } from '../../ui/more-icons';

interface LockPreviewProps {
  label: string;
  app: string;
  when: string;
  title: string;
}

export function LockPreview({ label, app, when, title }: LockPreviewProps) {
  return (
    <figure class="lock-preview">
      <div class="lock-note">
        <span class="badge tone-quiet" aria-hidden="true">
          <Icon shape={bell} size={20} />
        </span>
        <span class="words">
          <span class="sub small">
            {app} · {when}
          </span>
          <strong>{title}</strong>
        </span>
      </div>
      <figcaption class="sub small">{label}</figcaption>
    </figure>
  );
}
