// Rounds of sending: one at a time, and nobody who asks is told "done" before what they asked for was tried.

import { expect, test } from 'vitest';
import { makeRounds, type Turn } from '../../src/offline/rounds';

/** Rounds that end when the test says so. */
function stage(allowed = () => true) {
  const turns: Turn[] = [];
  const ends: ((problem?: Error) => void)[] = [];
  const ask = makeRounds(allowed, (turn) => {
    turns.push(turn);
    return new Promise((resolve, reject) =>
      ends.push((problem) => (problem ? reject(problem) : resolve())),
    );
  });
  /** Whether it has resolved once everything that could go on has. */
  const isDone = async (asked: Promise<void>) => {
    let done = false;
    void asked.then(() => {
      done = true;
    });
    await new Promise((then) => setTimeout(then, 0));
    return done;
  };
  return { ask, turns, end: (problem?: Error) => ends.shift()?.(problem), isDone };
}

test('one that is asked for alone is one round', async () => {
  const { ask, turns, end, isDone } = stage();
  const asked = ask();
  expect(await isDone(asked)).toBe(false);
  end();
  expect(await isDone(asked)).toBe(true);
  expect(turns).toEqual(['first']);
});

test('who asks during a round waits for the one after it, and so does everybody else who asked', async () => {
  const { ask, turns, end, isDone } = stage();
  const asked = [ask(), ask(), ask()];
  end();
  for (const one of asked) expect(await isDone(one)).toBe(false);
  end();
  for (const one of asked) expect(await isDone(one)).toBe(true);
  expect(turns).toEqual(['first', 'follows']);
});

test('who asks right after the end begins anew', async () => {
  const { ask, turns, end } = stage();
  const first = ask();
  end();
  await first;
  const second = ask();
  end();
  await second;
  expect(turns).toEqual(['first', 'first']);
});

test('who asks at any moment of the end is heard', async () => {
  for (let moments = 0; moments < 10; moments += 1) {
    const { ask, turns, end, isDone } = stage();
    void ask();
    end();
    for (let moment = 0; moment < moments; moment += 1) await Promise.resolve();
    const asked = ask();
    expect(await isDone(asked)).toBe(false);
    end();
    expect(await isDone(asked)).toBe(true);
    expect(turns).toHaveLength(2);
  }
});

test('what may not be sent is not, and what may no longer be sent ends with the round', async () => {
  let allowed = false;
  const { ask, turns, end } = stage(() => allowed);
  await ask();
  expect(turns).toEqual([]);
  allowed = true;
  const asked = [ask(), ask()];
  allowed = false;
  end();
  await Promise.all(asked);
  expect(turns).toEqual(['first']);
});

test('a round that fails is told, and the next one goes', async () => {
  const { ask, turns, end } = stage();
  const asked = ask();
  end(new Error('no'));
  await expect(asked).rejects.toThrow('no');
  const next = ask();
  end();
  await next;
  expect(turns).toEqual(['first', 'first']);
});
