// Random crash points, seeded, through the whole engine in two tabs of one phone that two people use: whatever it said was
// saved is on the server in the end, once, as last said, in order, and under whoever wrote it.
import { writeFileSync } from 'node:fs';
import { IDBFactory } from 'fake-indexeddb';
import { expect, test, vi } from 'vitest';
import type { CheckinAnswers, Entry } from '../../src/features/checkins/entry';
import { makeRandom } from '../log/random';
import { answers, loseAt, network, PowerLost, requests, switchOn, wire } from './power';
import { makeCard, openTab, type Tab } from './tab';

interface Person {
  id: string;
  cookie: string;
  /** Sessions of theirs that lie ahead. */
  sessions: string[];
}

const { CRASH_ORIGIN = '', CRASH_PEOPLE = '[]', CRASH_OUT = '' } = process.env;
const people = JSON.parse(CRASH_PEOPLE) as Person[];
const points = Number(process.env.CRASH_POINTS ?? 1000);
const seed = Number(process.env.CRASH_SEED ?? 1);
const longestRound = 90;
const pointsPerPhone = 50;
const linesKept = 3;
// The server takes no more calls of one person than that while nobody has taken one, and the phone goes on trying.
const mostCalls = 10;
const spareAnswers = 20;
const pause = 100; // milliseconds

/** What the person was told, and what may have been written although they were not. */
interface Told<T> {
  saved: T | null;
  perhaps: T[];
  /** Being written at this moment. */
  writing: T[];
}

interface SaidOfSession {
  id: string;
  does: 'tell' | 'back';
}

interface Known {
  entries: Record<string, Told<Entry>>;
  /** Card → its revision. */
  cards: Record<string, Told<number>>;
  /** Session → what was said of it last. */
  absences: Record<string, Told<SaidOfSession>>;
  calls: Record<string, Told<string>>;
  checkups: Record<string, Told<string>>;
  /** Line of the plan → whether it was said to be saved. */
  lines: Record<string, boolean>;
}

const said = (mood: number, note: string): CheckinAnswers => ({
  mood,
  craving: null,
  stress: null,
  confidence: null,
  sleep: null,
  habits: [],
  triggers: ['Payday'],
  helped: [],
  note,
});

/** Writes `value` under `id`, and notes what was said of that. */
async function told<T>(
  known: Record<string, Told<T>>,
  id: string,
  value: T,
  write: () => Promise<void>,
): Promise<void> {
  known[id] ??= { saved: null, perhaps: [], writing: [] };
  const about = known[id];
  const before = about.saved;
  about.perhaps.push(value);
  about.writing.push(value);
  try {
    await write();
  } finally {
    about.writing = about.writing.filter((one) => one !== value);
  }
  // Two tabs may change one thing in the same moment: which of them is last on disk only the disk knows.
  const rival = about.saved !== before && about.saved !== null ? [about.saved] : [];
  about.saved = value;
  about.perhaps = [...rival, ...about.writing];
}

const numberOf = (line: string) => Number(line.split(' ')[1]);

/** How a phone is used for a moment: by one person, in one of its tabs. */
class Life {
  readonly known: Record<string, Known> = Object.fromEntries(
    people.map(({ id }) => [
      id,
      { entries: {}, cards: {}, absences: {}, calls: {}, checkups: {}, lines: {} },
    ]),
  );
  whose = people[0] as Person;

  constructor(
    private readonly upTo: (most: number) => number,
    private readonly chance: (of: number) => boolean,
  ) {}

  private get mine(): Known {
    return this.known[this.whose.id] as Known;
  }

  async writeEntry(tab: Tab, note: string): Promise<void> {
    const { entries } = this.mine;
    const some = Object.values(entries).filter((one) => one.saved);
    const before = this.chance(0.3) ? some.at(-1 - this.upTo(5))?.saved : undefined;
    const words = said(1 + this.upTo(5), note);
    const entry = before ? tab.nextVersion(before, words) : tab.newEntry(words);
    await told(entries, entry.id, entry, () => tab.writeEntry(entry));
  }

  async writeCard(tab: Tab): Promise<void> {
    const { cards } = this.mine;
    const known = Object.keys(cards).at(-1 - this.upTo(3));
    const card = known && this.chance(0.8) ? known : crypto.randomUUID();
    const about = cards[card];
    const revision = Math.max(about?.saved ?? 0, ...(about?.perhaps ?? [])) + 1;
    // Half of them as the feature does it, a newer version in place of the one that waits; half one version after another.
    const inPlace = Number.parseInt(card.at(-1) as string, 16) % 2 === 0;
    await told(cards, card, revision, () =>
      inPlace
        ? tab.write('card', makeCard({ card, revision }))
        : tab.writeVersion({ card, revision }),
    );
  }

  /** Says of a session that one cannot come, or takes that back. */
  async writeAbsence(tab: Tab): Promise<void> {
    const { absences } = this.mine;
    const session_id = this.whose.sessions[this.upTo(this.whose.sessions.length)] as string;
    const about = absences[session_id];
    const before = about?.perhaps.length ? null : about?.saved;
    const back = before?.does === 'tell' && this.chance(0.5);
    const one: SaidOfSession = back
      ? { id: before.id, does: 'back' }
      : { id: crypto.randomUUID(), does: 'tell' };
    const at = new Date().toISOString();
    await told(absences, session_id, one, () =>
      tab.write('absence', { ...one, session_id, at, reason: null, make_up: null }),
    );
  }

  async writeCall(tab: Tab): Promise<void> {
    const { calls } = this.mine;
    if (Object.keys(calls).length === mostCalls) return;
    const id = crypto.randomUUID();
    await told(calls, id, id, () => tab.write('call', { id, asked_at: new Date().toISOString() }));
  }

  async writeCheckup(tab: Tab): Promise<void> {
    const id = crypto.randomUUID();
    const answered_at = new Date().toISOString();
    await told(this.mine.checkups, id, id, () =>
      tab.write('checkup-answer', { id, answer: 'okay', due_on: null, answered_at }),
    );
  }

  async writeLine(tab: Tab, round: number): Promise<void> {
    const line = `line ${round}`;
    this.mine.lines[line] = false;
    await tab.writeLine(line, (one) => numberOf(one) <= round - linesKept);
    this.mine.lines[line] = true;
  }
}

/**
 * Everything that waits gets through in the end, whatever the server is doing meanwhile. Patience is counted in its answers,
 * not in seconds: on a busy machine it needs half a minute to start and is killed soon after.
 */
async function sendTheRest(tab: Tab): Promise<void> {
  const enough = answers() + 3 * (await tab.unsent()) + spareAnswers;
  for (;;) {
    await tab.send();
    expect(tab.refused()).toEqual([]);
    if ((await tab.unsent()) === 0) return;
    if (answers() > enough)
      throw new Error(JSON.stringify({ ...tab.waiting(), requests }, null, 1));
    await new Promise((then) => setTimeout(then, pause));
  }
}

const isCrash = (problem: unknown) =>
  problem instanceof PowerLost || /abort|closed|closing|ended/i.test(String(problem));

/** All of it, though each may fail: the first failure that was no crash is told. */
async function all(work: Promise<unknown>[]): Promise<void> {
  for (const one of await Promise.allSettled(work))
    if (one.status === 'rejected' && !isCrash(one.reason)) throw one.reason;
}

test(`${points} crash points`, async () => {
  wire();
  const random = makeRandom(seed);
  const upTo = (most: number) => Math.floor(random() * most);
  const life = new Life(upTo, (of) => random() < of);
  vi.stubGlobal('fetch', network({ origin: CRASH_ORIGIN, cookie: () => life.whose.cookie }));
  const tabs = [await openTab(), await openTab()];
  const any = () => tabs[upTo(tabs.length)] as Tab;
  const begin = async () => {
    for (const tab of tabs) await tab.begin(life.whose.id);
  };
  /** Everybody's things get through; then a phone out of the box, so that the runs stay short. */
  const settle = async () => {
    for (const person of people) {
      life.whose = person;
      await begin();
      await sendTheRest(any());
    }
    for (const tab of tabs) await tab.begin(life.whose.id);
    globalThis.indexedDB = new IDBFactory();
    await begin();
  };
  let [crashes, phoneSince, rounds] = [0, 0, 0];
  await begin();
  while (crashes < points) {
    rounds += 1;
    const round = rounds;
    loseAt(1 + upTo(longestRound));
    const writes = Array.from({ length: 1 + upTo(3) }, () =>
      life.writeEntry(any(), `round ${round}`),
    );
    if (upTo(2)) writes.push(life.writeCard(any()));
    if (upTo(4) === 0) writes.push(life.writeAbsence(any()));
    if (upTo(15) === 0) writes.push(life.writeCall(any()));
    if (upTo(5) === 0) writes.push(life.writeCheckup(any()));
    if (upTo(3) === 0) writes.push(life.writeLine(any(), round));
    await all(writes);
    // Sometimes two tabs send at once.
    await all(Array.from({ length: 1 + upTo(2) }, () => any().send()));
    if (switchOn()) {
      crashes += 1;
      if (upTo(4) === 0) life.whose = people[upTo(people.length)] as Person;
    }
    await begin();
    if (crashes % pointsPerPhone === 0 && crashes > phoneSince) {
      await settle();
      phoneSince = crashes;
    }
  }
  await settle();
  writeFileSync(CRASH_OUT, JSON.stringify({ crashes, rounds, known: life.known }));
  expect(crashes).toBe(points);
});
