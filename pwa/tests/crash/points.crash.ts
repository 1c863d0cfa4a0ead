// Random crash points, seeded: whatever the phone said was saved is on the server in the end, once, as last said.
import { writeFileSync } from 'node:fs';
import { IDBFactory } from 'fake-indexeddb';
import { expect, test, vi } from 'vitest';
import { flushOutbox } from '../../src/features/checkins/old-flush';
import { newEntry, nextVersion, type Said } from '../../src/features/checkins/record';
import { closeDatabase } from '../../src/offline/database';
import { forgetKeys } from '../../src/offline/encryption';
import { countUnsent, type Entry, keepEntry } from '../../src/offline/old-outbox';
import { forgetOwner, setOwner } from '../../src/offline/owner';
import { makeRandom } from '../log/random';
import { loseAt, network, PowerLost, switchOn, wire } from './power';

const { CRASH_ORIGIN = '', CRASH_COOKIE = '', CRASH_OWNER = '', CRASH_OUT = '' } = process.env;
const points = Number(process.env.CRASH_POINTS ?? 1000);
const seed = Number(process.env.CRASH_SEED ?? 1);
const longestRound = 60;
const pointsPerPhone = 50;

/** What the person was told, and what may have been written although they were not. */
interface Known {
  saved: Entry | null;
  perhaps: Entry[];
}

const said = (mood: number, note: string): Said => ({
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

async function write(known: Map<string, Known>, entry: Entry): Promise<void> {
  const about = known.get(entry.id) ?? { saved: null, perhaps: [] };
  known.set(entry.id, about);
  about.perhaps.push(entry);
  await keepEntry(CRASH_OWNER, entry);
  about.saved = entry;
  about.perhaps = [];
}

const quiet = { underWay: () => undefined, settled: () => undefined };

/** Everything that waits gets through in the end, whatever the server is doing meanwhile. */
async function sendTheRest(): Promise<void> {
  await vi.waitFor(
    async () => {
      await flushOutbox(quiet);
      expect(await countUnsent(CRASH_OWNER)).toBe(0);
    },
    { timeout: 60_000, interval: 200 },
  );
}

async function restart(): Promise<boolean> {
  const died = switchOn();
  await closeDatabase();
  forgetKeys();
  forgetOwner();
  return died;
}

/** A phone out of the box, so that the runs stay short. The entries of the one before can still be corrected on it. */
async function newPhone(): Promise<void> {
  await closeDatabase();
  globalThis.indexedDB = new IDBFactory();
  forgetKeys();
  forgetOwner();
  await setOwner(CRASH_OWNER);
}

test(`${points} crash points`, async () => {
  wire();
  vi.stubGlobal('fetch', network({ origin: CRASH_ORIGIN, cookie: CRASH_COOKIE }));
  const random = makeRandom(seed);
  const upTo = (most: number) => Math.floor(random() * most);
  const known = new Map<string, Known>();
  await newPhone();
  let crashes = 0;
  let phoneSince = 0;
  let rounds = 0;
  while (crashes < points) {
    rounds += 1;
    loseAt(1 + upTo(longestRound));
    try {
      for (let more = upTo(3); more >= 0; more -= 1)
        await write(known, newEntry(said(1 + upTo(5), `round ${rounds}`), 'today'));
      const some = [...known.values()].filter((one) => one.saved).at(-1 - upTo(5))?.saved;
      if (some && random() < 0.4)
        await write(known, nextVersion(some, said(1 + upTo(5), `again ${rounds}`)));
      // Sometimes two tabs send at once.
      await Promise.all(Array.from({ length: 1 + upTo(2) }, () => flushOutbox(quiet)));
    } catch (problem) {
      if (!(problem instanceof PowerLost || /abort|closed|closing/i.test(String(problem))))
        throw problem;
    }
    if (await restart()) crashes += 1;
    if (crashes % pointsPerPhone === 0 && crashes > 0 && crashes > phoneSince) {
      await sendTheRest();
      await newPhone();
      phoneSince = crashes;
    }
  }
  await sendTheRest();
  const out = [...known].map(([id, about]) => ({ id, ...about }));
  writeFileSync(CRASH_OUT, JSON.stringify({ crashes, rounds, known: out }));
  expect(crashes).toBe(points);
});
