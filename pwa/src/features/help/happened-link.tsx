// The quiet way to "it happened" from hard moments. Somebody without a substance goal does not see it.
import { useEffect, useState } from 'preact/hooks';
import { ButtonLink } from '../../ui/button';
import { hidesCraving } from '../schedule';
import { messages } from './messages';

export function HappenedLink() {
  const [shown, show] = useState(false);
  useEffect(() => {
    let here = true;
    void hidesCraving().then((hides) => here && show(!hides));
    return () => {
      here = false;
    };
  }, []);
  if (!shown) return null;
  return (
    <ButtonLink look="plain" href="/days/happened">
      {messages.value.happened}
    </ButtonLink>
  );
}
