// What the source may not hold, whoever writes it: nothing personal outside a session, and no way to the server past it.
import { expect, test } from 'vitest';

const texts = import.meta.glob<string>('../src/**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
});
// The engine itself with what the page does for it early, and what knows nobody: drawing, sentences, arithmetic, the worker and the frame.
const impersonal = new Set('offline early ui i18n lib sw app styles'.split(' '));
const features = Object.entries(texts).filter(([file]) => {
  const [top = ''] = file.replace('../src/', '').split('/');
  return !impersonal.has(top.replace(/\.tsx?$/, '')) && top !== 'main.tsx';
});
const nameOf = (file: string) => file.split('/').slice(-2).join('/');

// What lies at module level and may: "file variable" → why it is no person's.
const allowed: Record<string, string> = {
  'app-lock/state.ts awaySince': 'when this page went out of sight',
  'checkins/draft.ts last': 'the order of writes; what is written is in the session’s cache',
};

/** Variables of a module that can change: signals, `let`, and collections that begin empty. */
function changeable(text: string): string[] {
  const found = text.matchAll(
    /^(?:export )?(?:let (\w+)|const (\w+)[^=\n]*=\s*(?:signal\b|new (?:Map|Set|WeakMap|WeakSet)\b[^(\n]*\(\s*\)|\[\]|\{\}))/gm,
  );
  return [...found].map((one) => (one[1] ?? one[2]) as string);
}

test('no feature holds anything personal at module level', () => {
  const held = features.flatMap(([file, text]) =>
    changeable(text).map((name) => `${nameOf(file)} ${name}`),
  );
  expect(held.filter((one) => !allowed[one])).toEqual([]);
  // A reason that is not needed any more goes.
  expect(Object.keys(allowed).filter((one) => !held.includes(one))).toEqual([]);
});

test('the rule itself finds what it is meant to find', () => {
  expect(changeable('export const goals = signal<Goal[]>([]);')).toEqual(['goals']);
  expect(changeable('const goals: Signal<Goal[]> =\n  signal([]);')).toEqual(['goals']);
  expect(changeable('let latest = 0;\nexport let last: string;')).toEqual(['latest', 'last']);
  expect(changeable('const shown = new Map<string, News>();')).toEqual(['shown']);
  expect(changeable('const queue: Item[] = [];\nconst seen = {};')).toEqual(['queue', 'seen']);
  expect(changeable("const taken = new Set(['same']);\nconst state = perSession(make);")).toEqual(
    [],
  );
  expect(changeable('function f() {\n  let inside = 0;\n}')).toEqual([]);
});

// Whoever asks in nobody's name is not signed in yet, or asks who is.
const inNobodysName = new Set(['account/state.ts']);

test('every other request is made by a session, which names whose it is and ends it', () => {
  const asking = features
    .filter(([, text]) =>
      /\bfetch\(|import \{[^}]*\brequest\b[^}]*\} from '[^']*client'/.test(text),
    )
    .map(([file]) => nameOf(file));
  expect(asking.filter((file) => !inNobodysName.has(file))).toEqual([]);
});

test('no feature reads the phone’s database but through the engine', () => {
  const reading = features
    .filter(([, text]) => /offline\/database'|offline\/encryption'|\bindexedDB\b/.test(text))
    .map(([file]) => nameOf(file));
  expect(reading).toEqual([]);
});

test('no feature has a queue, a lock or a classification of answers of its own', () => {
  const own = features
    .filter(([, text]) => /navigator\.locks|offline\/(answers|migrate)'/.test(text))
    .map(([file]) => nameOf(file));
  expect(own).toEqual([]);
});
