// Help inside the app. The same lines as the plain page, with one's own people in front. Nothing here is reported.
import { useEffect } from 'preact/hooks';
import { common } from '../../i18n';
import { locked, signInState } from '../../offline/sign-in';
import { ButtonLink } from '../../ui/button';
import { Later } from '../../ui/later';
import { ScreenHead } from '../../ui/screen-head';
import { CrisisLines, CrisisNow } from './crisis-lines';
import { helpLines, lastLines } from './help-lines';
import { messages } from './messages';
import { People } from './people';

export const ready = helpLines;

const callAsked = () => import('../calls/asked').then((asked) => ({ default: asked.AskedHere }));

export default function Help() {
  const w = messages.value;
  const lines = lastLines.value;
  const signedIn = signInState.value === 'in';
  useEffect(() => void helpLines(), [signedIn]);
  return (
    <main class="screen">
      <ScreenHead title={w.title} sub={w.sub} withoutUrge />
      <div class="stack">
        <CrisisNow />
        <div class="row">
          <ButtonLink tall href="/urge">
            {w.ride}
          </ButtonLink>
          {signedIn && (
            <ButtonLink tall look="quiet" href="/plan">
              {w.plan}
            </ButtonLink>
          )}
        </div>
        {signedIn && !locked.value && <Later load={callAsked} />}
      </div>
      {signedIn && lines && <People lines={lines} now={new Date()} />}
      <CrisisLines />
      <p class="sub small help-foot">{common.value.notWatched}</p>
    </main>
  );
}
