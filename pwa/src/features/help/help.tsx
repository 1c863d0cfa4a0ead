// Help inside the app. The same lines as the plain page, with one's own people in front. Nothing here is reported.
import { useEffect, useState } from 'preact/hooks';
import { common } from '../../i18n';
import { signInState } from '../../offline/sign-in';
import { ButtonLink } from '../../ui/button';
import { ScreenHead } from '../../ui/screen-head';
import { CrisisLines } from './crisis-lines';
import { type HelpLines, helpLines, noLines } from './help-lines';
import { messages } from './messages';
import { People } from './people';
export default function Help() {
  const w = messages.value;
  const [lines, setLines] = useState<HelpLines>(noLines);
  const [loaded, setLoaded] = useState(false);
  const signedIn = signInState.value === 'in';
  useEffect(() => {
    void helpLines().then((found) => {
      setLines(signedIn ? found : noLines);
      setLoaded(true);
    });
  }, [signedIn]);
  return (
    <main class="screen">
      <ScreenHead title={w.title} sub={w.sub} withoutUrge />
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
      {signedIn && loaded && <People lines={lines} now={new Date()} />}
      <CrisisLines />
      <p class="sub small help-foot">{common.value.notWatched}</p>
    </main>
  );
}
