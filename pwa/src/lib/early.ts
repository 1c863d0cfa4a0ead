// What the page did before the app was there (src/early.ts), for those who go on with it. Everything is taken once.

/** The phone's database and rows of it, by "store key"; a row that is not there is undefined. */
export interface FirstLook {
  db: IDBDatabase;
  rows: Map<string, unknown>;
}

export interface Early {
  /** Null: the phone has nothing yet, or its storage does not open. */
  look: Promise<FirstLook | null>;
  /** Answers under way, by path below /api/v1. */
  answers: Map<string, Promise<Response>>;
}

/** Undefined where the page came without it. */
export const early = (): Early | undefined => (globalThis as { early?: Early }).early;
