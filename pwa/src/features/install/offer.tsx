// A quiet offer under something that worked: a place on the home screen. Nothing opens by itself.
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { messages } from './messages';

interface OfferInstallProps {
  onShow: () => void;
  onNo: () => void;
}

export function OfferInstall({ onShow, onNo }: OfferInstallProps) {
  const w = messages.value;
  return (
    <Card label={w.title}>
      <h2 class="offer-title">{w.title}</h2>
      <p class="sub">{w.about}</p>
      <div class="row offer-answers">
        <Button look="quiet" onClick={onShow}>
          {w.show}
        </Button>
        <Button look="plain" onClick={onNo}>
          {w.later}
        </Button>
      </div>
    </Card>
  );
}
