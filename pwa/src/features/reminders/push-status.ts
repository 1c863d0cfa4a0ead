// Proof of life: when a reminder last reached this phone, when the next is due, and a message to try it out.
import { signal } from '@preact/signals';
import { get, Problem, post } from '../../offline/client';
import { read, write } from '../../offline/old-cache';

export interface PushStatus {
  state: 'off' | 'unverified' | 'active' | 'suspended' | 'gone';
  last_reached_at: string | null;
  next_due_at: string | null;
  stuck: boolean;
}

export const pushStatus = signal<PushStatus | null>(null);

export async function refreshPushStatus(): Promise<void> {
  pushStatus.value ??= await read<PushStatus>('push-status');
  try {
    pushStatus.value = await get<PushStatus>('/reminders/status');
    await write('push-status', pushStatus.value);
  } catch {
    // The last known answer stays on the screen.
  }
}

export async function sendTest(): Promise<'sent' | 'tooMany' | 'noPhone' | 'offline'> {
  try {
    await post('/push/test');
    return 'sent';
  } catch (problem) {
    if (!(problem instanceof Problem)) return 'offline';
    return problem.status === 429 ? 'tooMany' : problem.status === 409 ? 'noPhone' : 'offline';
  }
}
