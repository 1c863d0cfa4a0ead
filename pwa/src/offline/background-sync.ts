// Background Sync: a bonus only some browsers have (Chrome).

/** Some browsers tell the worker when the network is back, and it tells the open pages. */
export async function askForSync(): Promise<void> {
  const registration = (await globalThis.navigator?.serviceWorker?.getRegistration()) as
    | { sync?: { register(tag: string): Promise<void> } }
    | undefined;
  await registration?.sync?.register('outbox').catch(() => undefined);
}
