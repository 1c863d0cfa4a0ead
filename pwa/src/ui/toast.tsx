// Shows the latest announcement. The live region is always in the page, or screen readers would miss the first one.
import { useEffect } from 'preact/hooks';
import { common } from '../i18n';
import { announcement, dismiss } from './announce';
import { Icon } from './icon';
import { close } from './icons';

const shownFor = 6000;

export function Toast() {
  const current = announcement.value;
  useEffect(() => {
    if (!current || current.stays || current.action) return;
    const timer = setTimeout(() => {
      if (announcement.value === current) dismiss();
    }, shownFor);
    return () => clearTimeout(timer);
  }, [current]);
  return (
    <div class={current ? 'toast-area' : 'toast-area empty'}>
      <div role="status">{current && <p class="toast-words">{current.text}</p>}</div>
      {current && (
        <div class="toast-actions">
          {current.action && (
            <button
              type="button"
              class="button plain"
              onClick={() => {
                dismiss();
                current.action?.run();
              }}
            >
              {current.action.label}
            </button>
          )}
          <button
            type="button"
            class="icon-button"
            aria-label={common.value.close}
            onClick={dismiss}
          >
            <Icon shape={close} size={20} />
          </button>
        </div>
      )}
    </div>
  );
}
