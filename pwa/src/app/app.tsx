// The frame: which screen is drawn, the tab bar, announcements, and who may be where.
import { type ComponentChildren, type ComponentType, Fragment } from 'preact';
import { useEffect, useErrorBoundary, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { common } from '../i18n';
import { isApple } from '../lib/device';
import { currentLocation, go, isServed } from '../lib/location';
import type { ScreenProps } from '../lib/paths';
import { pushOffered } from '../offline/push-wish';
import { handOvers } from '../offline/session';
import { completed, known, locked, signInState, unconfirmed } from '../offline/sign-in';
import { focusTitle } from '../ui/focus';
import { answerInstall, browserPrompt, installNow, installOffered } from '../ui/install-prompt';
import { Empty, Skeleton, Trouble } from '../ui/states';
import { Toast } from '../ui/toast';
import { type Route, routeFor } from './router';
import { bringScreen, screenHere } from './screens';
import { TabBar } from './tab-bar';
import { applyUpdate, updateReady } from './update';

const appName = document.title;

interface Shown {
  route: Route;
  view: ComponentType<ScreenProps>;
}

/** The screen's component, at once where it is here; keeps the one before on screen meanwhile. */
function useScreen(route: Route | null, attempt: number) {
  const last = useRef<Shown | null>(null);
  const [failed, fail] = useState<string | null>(null);
  const [, arrive] = useState(0);
  const view = screenHere(route);
  if (route && view) last.current = { route, view };
  useEffect(() => {
    if (!route || view) return;
    let current = true;
    fail(null);
    bringScreen(route)
      .then(() => current && arrive((count) => count + 1))
      .catch(() => current && fail(route.name));
    return () => {
      current = false;
    };
  }, [route?.name, view, attempt]);
  return { shown: last.current, failed: !view && failed === route?.name };
}

/** Where someone who may not see this route is taken instead. */
function detour(route: Route | null): string | null {
  if (signInState.value === 'out' && route && !route.open)
    return known.value ? '/sign-in' : '/welcome';
  if (signInState.value === 'in' && route?.name === 'signIn') return '/';
  if (unconfirmed.value && route && !route.open && !route.unconfirmed) return '/confirm';
  return null;
}

function useMove(path: string, drawn: string | undefined) {
  const first = useRef(true);
  useLayoutEffect(() => {
    if (!drawn) return;
    if (first.current) first.current = false;
    else {
      window.scrollTo(0, 0);
      focusTitle();
    }
  }, [path, drawn]);
}

export function App() {
  const { path, query } = currentLocation.value;
  const route = routeFor(path);
  const instead = detour(route);
  const [attempt, retry] = useState(0);
  const waiting = signInState.value === 'starting' && !route?.open;
  const shut = locked.value && !route?.open;
  const { shown, failed } = useScreen(instead || waiting || shut ? null : route, attempt);
  useEffect(() => {
    if (instead) go(instead, { replace: true });
  }, [instead]);
  const key = shown && `${shown.route.name} ${JSON.stringify(shown.route.params)}`;
  // What one person typed or opened is never another's.
  const drawnFor = handOvers.value;
  useMove(path, key ?? undefined);
  const w = common.value;
  const tab = route?.tab;
  // Nobody who looks for help is told of a version.
  const updateShown = updateReady.value && tab !== 'help';
  useEffect(() => {
    document.title = tab ? `${w.tabs[tab]} · ${appName}` : appName;
  }, [tab, w]);

  return (
    <Fragment key={drawnFor}>
      {shut ? (
        <Shut />
      ) : (
        <View
          route={route}
          shown={shown}
          failed={failed}
          query={query}
          onRetry={() => retry(attempt + 1)}
        />
      )}
      {installOffered.value && <InstallOffer />}
      {pushOffered.value && <PushOffer />}
      {updateShown && <div class="update-space" />}
      <div class="notices">
        <Toast />
        {updateShown && <UpdateLine />}
      </div>
      <TabBar
        current={tab}
        completed={completed.value}
        helpOnly={signInState.value === 'out' || locked.value}
      />
    </Fragment>
  );
}

/** Lies over the end of the screen, so that nothing moves when it comes; below it is room to scroll the screen clear. */
function UpdateLine() {
  const w = common.value;
  return (
    <div class="update-line">
      <span>{w.updateReady}</span>
      <button type="button" class="button plain" onClick={applyUpdate}>
        {w.updateNow}
      </button>
    </div>
  );
}

type SheetModule = typeof import('../features/install/sheet');

/** The sheet comes along only when it is needed. */
function InstallOffer() {
  const [module, arrive] = useState<SheetModule | null>(null);
  useEffect(() => {
    import('../features/install/sheet').then(arrive).catch(answerInstall);
  }, []);
  if (!module) return null;
  return (
    <module.InstallSheet
      open
      apple={isApple()}
      canAsk={browserPrompt.value !== null}
      onAsk={installNow}
      onClose={answerInstall}
    />
  );
}

/** The app lock comes along only for those who set one. */
function Shut() {
  const [module, arrive] = useState<typeof import('../features/app-lock/locked') | null>(null);
  useEffect(() => {
    import('../features/app-lock/locked').then(arrive).catch(() => undefined);
  }, []);
  if (module) return <module.default />;
  return (
    <main class="screen">
      <Skeleton tall />
    </main>
  );
}

/** Comes along only when it is needed, too. */
function PushOffer() {
  const [module, arrive] = useState<typeof import('../features/reminders/push-offer') | null>(null);
  useEffect(() => {
    import('../features/reminders/push-offer').then(arrive).catch(() => undefined);
  }, []);
  return module && <module.default />;
}

interface ViewProps {
  route: Route | null;
  shown: Shown | null;
  failed: boolean;
  query: string;
  onRetry: () => void;
}

function View({ route, shown, failed, query, onRetry }: ViewProps) {
  const w = common.value;
  if (!route)
    return (
      <main class="screen">
        <Empty
          title={
            isServed(currentLocation.value.path) ? w.trouble.unreachable : w.trouble.noSuchPlace
          }
        >
          <a href="/">{w.tabs.today}</a>
        </Empty>
      </main>
    );
  if (failed)
    return (
      <main class="screen">
        <Trouble detail={w.trouble.screen} onRetry={onRetry} />
      </main>
    );
  if (!shown)
    return (
      <main class="screen">
        <Skeleton tall />
      </main>
    );
  const key = `${shown.route.name} ${JSON.stringify(shown.route.params)}`;
  return (
    <Guarded key={key}>
      <shown.view params={shown.route.params} query={new URLSearchParams(query)} />
    </Guarded>
  );
}

/** A screen that fails says so calmly, with help in reach, instead of leaving nothing. */
function Guarded({ children }: { children: ComponentChildren }) {
  const [problem, again] = useErrorBoundary((error) => reportError(error));
  if (!problem) return <>{children}</>;
  const w = common.value.trouble;
  return (
    <main class="screen">
      <Trouble title={w.broken} detail={w.brokenAbout} onRetry={again} />
    </main>
  );
}
