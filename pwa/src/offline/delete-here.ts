// Something of one's own is deleted: here at once, on the server when it can.
import type { Cached } from './cached';
import type { Operation } from './declarations';
import { outboxOf } from './outbox';
import type { Session } from './session';

interface Named {
  id: string;
}

/** Throws when the phone cannot store that it was deleted and the server was not reached. */
export async function deleteHere<T extends Named>(
  of: Session,
  operation: Operation<Named>,
  answer: Cached<T[]>,
  id: string,
): Promise<void> {
  await outboxOf(of)
    .add(operation, { id })
    .catch(() => operation.send(of, { id }));
  // The copy for days without signal must not keep it.
  const kept = answer.value.peek();
  if (kept?.some((one) => one.id === id)) await answer.accept(kept.filter((one) => one.id !== id));
}
