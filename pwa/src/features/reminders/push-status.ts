// Proof of life: when a reminder last reached this phone, when the next is due, and a message to try it out. All of it is
// about the phone in hand: the server answers by sign-in.
import { cachedAnswer } from '../../offline/cached';
import { Problem } from '../../offline/client';
import { fromState, perSession, session } from '../../offline/session';

export interface PushStatus {
  state: 'off' | 'unverified' | 'active' | 'suspended' | 'gone';
  last_reached_at: string | null;
  next_due_at: string | null;
  stuck: boolean;
  /** The address is dead: a new one is made at the next start, without a tap. */
  renew?: boolean;
}

const state = perSession((of) =>
  cachedAnswer<PushStatus>(of, { name: 'push-status', path: () => '/reminders/status' }),
);

export const pushStatus = fromState(state, ({ value }) => value);

/** Never throws; without a connection the last known answer stays on the screen. */
export const refreshPushStatus = (): Promise<void> => state().refresh();

export async function sendTest(): Promise<'sent' | 'tooMany' | 'noPhone' | 'offline' | 'trouble'> {
  try {
    await session.peek().post('/push/test?only_this_phone=true');
    return 'sent';
  } catch (problem) {
    if (!(problem instanceof Problem)) return 'offline';
    if (problem.status === 429) return 'tooMany';
    return problem.status === 409 ? 'noPhone' : 'trouble';
  }
}
