// Runs inside the page, before any script file is there: names the files this screen and language need, so that they arrive in
// one hop, looks into the phone's database, and asks the server what the screen begins with. The build puts it into the page.
import type { Early, FirstLook } from './lib/early';
import { match } from './lib/paths';
import { preferredLanguage } from './lib/preferred-language';

/** Address of a screen → numbers of the files it needs beside those of every screen; "en" and "es" as well. */
declare const __FILES__: string[];
declare const __NEEDED__: Record<string, number[]>;

function name(file: string): void {
  const link = document.createElement('link');
  link.crossOrigin = '';
  if (file.endsWith('.css')) {
    link.rel = 'preload';
    link.as = 'style';
  } else link.rel = 'modulepreload';
  link.href = `/assets/${file}`;
  document.head.append(link);
}

const files = __FILES__;
const needed = __NEEDED__;

function nameAll(): void {
  const screen = Object.keys(needed).find((address) => match(address, location.pathname)) ?? '';
  for (const key of [preferredLanguage(), screen])
    for (const file of needed[key] ?? []) name(files[file] as string);
}

// The rows that are asked for at every start, by store. "@" stands for the account the phone belongs to.
const rows: [store: string, key: string][] = [
  ['meta', 'lock:@'],
  ['keys', 'vault:@'],
  ['pocket', '@:me'],
  ['pocket', '@:phase'],
  ['pocket', '@:schedule'],
  ['pocket', '@:safety-plan'],
  ['pocket', '@:urge-wait'],
  ['pocket', '@:absences'],
  ['outbox', 'document:safety-plan:@'],
];

const patience = 1500; // milliseconds; after that the app looks for itself

/** Null: the phone has nothing yet, or its storage does not open soon. */
function look(): Promise<FirstLook | null> {
  return new Promise((done) => {
    let waiting = true;
    const nothing = () => {
      waiting = false;
      done(null);
    };
    setTimeout(nothing, patience);
    const asked = indexedDB.open('companion');
    asked.onerror = asked.onblocked = nothing;
    asked.onupgradeneeded = () => asked.transaction?.abort(); // there was none: the app makes it
    asked.onsuccess = () => {
      const db = asked.result;
      if (!waiting) return db.close();
      const found = new Map<string, unknown>();
      const step = db.transaction(['meta', 'keys', 'pocket', 'outbox']);
      db.onversionchange = () => db.close();
      step.onabort = nothing;
      step.oncomplete = () => (waiting ? done({ db, rows: found }) : db.close());
      const read = (store: string, key: string, then?: (value: unknown) => void) => {
        const row = step.objectStore(store).get(key);
        row.onsuccess = () => {
          found.set(`${store} ${key}`, row.result);
          then?.(row.result);
        };
      };
      read('meta', 'owner', (owner) => {
        if (typeof owner === 'string')
          for (const [store, key] of rows) read(store, key.replace('@', owner));
      });
    };
  });
}

// On an old phone each file that is asked for takes a hundredth of a second, and the way to help is drawn before that.
if (document.visibilityState === 'visible') requestAnimationFrame(() => setTimeout(nameAll));
else nameAll();

// What a screen asks the server at each start, besides who is signed in. Help and the ten minutes ask nothing.
const tongue = `?language=${preferredLanguage()}`;
const asks: Record<string, string[]> = {
  '/': ['/schedule'],
  '/schedule': ['/schedule'],
  '/plan': ['/safety-plan', '/aftercare-plan'],
  '/days': ['/days'],
  '/goals': ['/goals'],
  '/sharing': [`/sharing${tongue}`],
  '/settings/reminders': ['/reminders/settings'],
  '/settings/supporters': [`/supporters${tongue}`],
};
// And where the phone has no copy of it yet.
const asksFirst = ['/log', '/history', '/insight', '/since', '/days'];

/** Read to its end, whoever takes it: an answer nobody reads would hold its connection. */
async function ask(path: string): Promise<Response> {
  const answer = await fetch(`/api/v1${path}`, {
    signal: AbortSignal.timeout(15_000),
    credentials: 'same-origin',
    cache: 'no-store',
    headers: { Accept: 'application/json' },
  });
  const { status, headers } = answer;
  return new Response((await answer.text()) || null, { status, headers });
}

const at = location.pathname;
const early: Early = { look: look().catch(() => null), answers: new Map() };
const askAll = (paths: string[]) => {
  for (const path of paths) {
    const answer = ask(path);
    answer.catch(() => undefined); // whoever takes it hears of it
    early.answers.set(path, answer);
  }
};
if (at !== '/help' && at !== '/urge') askAll(['/me', ...(asks[at] ?? [])]);
if (asksFirst.includes(at)) void early.look.then((found) => found || askAll(['/schedule']));
(window as { early?: Early }).early = early;
