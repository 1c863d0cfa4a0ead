// The hard moment, now. Waiting is offered first, then what is close, one's own ideas, and people. Nothing is saved
// or sent unless the person puts it in the log.
import { useEffect, useState } from 'preact/hooks';
import { afterFirstDraw } from '../../lib/first-draw';
import { back } from '../../lib/location';
import { locked, signInState } from '../../offline/sign-in';
import { ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { Chips } from '../../ui/chips';
import { LinkedText } from '../../ui/linked-text';
import { ScreenHead } from '../../ui/screen-head';
import { CrisisLines, HappenedLink, helpLines, lastLines, People } from '../help';
import { Calm } from './calm';
import { Wait } from './countdown-card';
import { messages } from './messages';
import { findWait } from './wait';

export const ready = () => Promise.all([helpLines(), findWait()]);

export default function Urge() {
  const w = messages.value;
  const signedIn = signInState.value === 'in';
  const inside = signedIn && !locked.value;
  const lines = lastLines.value;
  useEffect(() => {
    if (signedIn) void ready();
  }, [signedIn, inside]);
  const more = useMore(inside);
  return (
    <main class="screen">
      <ScreenHead title={w.title} sub={w.sub} onBack={() => back('/help')} withoutUrge />
      <div class="stack">
        {inside && more && <more.default />}
        <Wait />
        <Calm own={inside} />
        <Halt />
        {inside && more && <more.Best />}
        {lines && lines.own.length > 0 && (
          <Card>
            <h2>{w.own}</h2>
            <ul class="own-ideas">
              {lines.own.map((idea) => (
                <li key={idea}>
                  <LinkedText text={idea} />
                </li>
              ))}
            </ul>
          </Card>
        )}
      </div>
      {signedIn ? lines && <People lines={lines} now={new Date()} /> : <CrisisLines />}
      <p class="urge-more">
        <ButtonLink look="plain" href="/help">
          {w.more}
        </ButtonLink>
        {signedIn && <HappenedLink />}
      </p>
    </main>
  );
}

/** What comes from one's own log arrives after the first drawing: the ten minutes and the people wait for nothing. */
function useMore(inside: boolean) {
  const [module, arrive] = useState<typeof import('./ask') | null>(null);
  useEffect(() => {
    if (!inside) return;
    afterFirstDraw()
      .then(() => import('./ask'))
      .then(arrive)
      .catch(() => undefined);
  }, [inside]);
  return module;
}

function Halt() {
  const w = messages.value;
  const [close, setClose] = useState<string[]>([]);
  const ideas = w.halts.filter((one) => close.includes(one.id));
  return (
    <Card>
      <Chips legend={w.halt} chips={w.halts} chosen={close} onChange={setClose} />
      <ul class="own-ideas" aria-live="polite">
        {ideas.map((one) => (
          <li key={one.id}>{one.idea}</li>
        ))}
      </ul>
    </Card>
  );
}
