// What was typed before is here again, and can be let go.
import './draft-note.css';
import { common } from '../i18n';
import { Button } from './button';

export function DraftNote({
  returned,
  onStartOver,
}: {
  returned: boolean;
  onStartOver: () => void;
}) {
  const w = common.value;
  if (!returned) return null;
  return (
    <p class="draft-back" role="status">
      <span>{w.draftBack}</span>
      <Button look="plain" onClick={onStartOver}>
        {w.startOver}
      </Button>
    </p>
  );
}
