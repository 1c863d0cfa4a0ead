// Help inside the app. The same lines as the plain page, with one's own people in front. Nothing here is reported.
import { useEffect, useState } from 'preact/hooks';
import { type HelpLines, helpLines, noLines } from '../actions/helpLines';
import { standing } from '../actions/session';
import { ButtonLink } from '../parts/Button';
import { CrisisLines } from '../parts/CrisisLines';
import { ScreenHead } from '../parts/ScreenHead';
import { words } from '../words';
import { People } from './people';

export default function Help() {
  const w = words.value.help;
  const [lines, setLines] = useState<HelpLines>(noLines);
  const [loaded, setLoaded] = useState(false);
  const signedIn = standing.value === 'in';
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
      <p class="sub small help-foot">{words.value.common.notWatched}</p>
    </main>
  );
}
