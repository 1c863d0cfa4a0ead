// One round of sending at a time, however often it is asked for: the outbox and each document have one of these.

/** What a round is for: the first was asked for; one that follows is for whoever asked while the one before was under way. */
export type Turn = 'first' | 'follows';

/**
 * Returns how to ask for a round. The promise is that of all rounds up to the one after this call: what was on disk when it
 * was asked for has been looked at. `allowed` is asked before every round; where it says no there is none.
 */
export function makeRounds(
  allowed: () => boolean,
  round: (turn: Turn) => Promise<void>,
): () => Promise<void> {
  let asked = false;
  let running: Promise<void> | null = null;

  async function run(): Promise<void> {
    try {
      for (let turn: Turn = 'first'; asked && allowed(); turn = 'follows') {
        asked = false;
        await round(turn);
      }
    } finally {
      // Right after the last look at `asked`, with no await between: who asked in such a gap would never be heard.
      running = null;
    }
  }

  return () => {
    if (!allowed()) return Promise.resolve();
    asked = true;
    running ??= run();
    return running;
  };
}
