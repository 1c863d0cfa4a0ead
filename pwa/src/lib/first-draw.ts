// What the first screen has to come before, and what can wait until it stands: on an old phone every script that is read
// meanwhile, and on a slow network every file, holds the screen up.

let standing: Promise<unknown> = Promise.resolve();

/** Said once at the start: what is not needed to draw waits for this. */
export function standsWith(screen: Promise<unknown>): void {
  standing = screen;
}

/** Resolves when the first screen stands and the page has time; at once later on. Never rejects. */
export async function afterFirstDraw(): Promise<void> {
  await standing;
}

/** Resolves when `work` has ended, whatever came of it, or after `most` milliseconds. */
export const within = (most: number, work: Promise<unknown>): Promise<void> =>
  new Promise((done) => {
    const late = setTimeout(done, most);
    const end = () => {
      clearTimeout(late);
      done();
    };
    work.then(end, end);
  });

/** Resolves when the browser has shown what stands now. A page that is not looked at draws nothing and does not wait. */
export const drawn = (): Promise<void> =>
  new Promise((done) => {
    if (document.visibilityState !== 'visible') done();
    // The second frame begins when the first is on its way to the screen.
    else requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));
  });
