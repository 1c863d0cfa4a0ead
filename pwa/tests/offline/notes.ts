// Operations of no feature, for what the outbox promises to all of them.

import { declareOperation, type ItemAnswer, type Operation } from '../../src/offline/declarations';
import { outboxOf } from '../../src/offline/outbox';
import { type Session, session } from '../../src/offline/session';

export interface Note {
  id: string;
  text: string;
  /** Notes of one group go out in order. */
  about?: string;
}

let made = 0;

export function makeNote(change: Partial<Note> = {}): Note {
  made += 1;
  return { id: `note-${String(made).padStart(4, '0')}`, text: `text ${made}`, ...change };
}

export const thirtyDays = 30 * 86_400_000; // milliseconds

/** Goes out one by one, and leaves the phone when it was taken. */
export const single = declareOperation<Note>({
  kind: 'test-single',
  id: (note) => note.id,
  group: (note) => note.about ?? note.id,
  send: (of, { id, ...body }) => of.put(`/notes/${id}`, body),
});

/** Goes out fifty at once, and stays here for thirty days. */
export const several = declareOperation<Note>({
  kind: 'test-several',
  id: (note) => note.id,
  send: (of, { id, ...body }) => of.put(`/several/${id}`, body),
  batch: {
    most: 50,
    async send(of: Session, items: Note[]): Promise<ItemAnswer[]> {
      const answer = await of.post<{ results: Result[] }>('/several/batch', { items });
      return answer.results.map(({ id, outcome, reason }) => ({
        id,
        refused: outcome === 'rejected' ? (reason ?? outcome) : null,
      }));
    },
  },
  keepFor: thirtyDays,
});

interface Result {
  id: string;
  outcome: string;
  reason?: string;
}

/** Writes them without sending: the next `send` is the first. */
export async function write<T>(operation: Operation<T>, ...values: T[]): Promise<T[]> {
  const here = session.peek();
  here.signedIn.value = false;
  for (const value of values) await outboxOf(here).add(operation, value);
  here.signedIn.value = true;
  return values;
}

export const notes = (count: number): Note[] => Array.from({ length: count }, () => makeNote());
