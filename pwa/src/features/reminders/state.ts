// The person's wishes about reminders: from the phone's copy at once, then from the server; changes go the other way.
import { effect, signal } from '@preact/signals';
import { go } from '../../lib/location';
import { get, put } from '../../offline/client';
import { read, write } from '../../offline/old-cache';
import { offerPush } from '../../ui/push-offer';
import { isHard, log } from '../checkins';
import { reconnectPush } from './push';
import { refreshPushStatus } from './push-status';

export type Level = 'private' | 'silent' | 'words';

export interface Wishes {
  session_soon: boolean;
  lead_minutes: number;
  session_tomorrow: boolean;
  checkin_prompt: boolean;
  prompt_time: string;
  checkups: boolean;
  groups: boolean;
  quiet_from: string;
  quiet_until: string;
  level: Level;
  my_words: string;
}

/** What the server says plus what its sentences look like, for the preview. */
export interface WishesHere extends Wishes {
  samples: { private: string; silent: string };
}

export const wishes = signal<WishesHere | null>(null);
export const saving = signal<'saved' | 'saving' | 'notSaved'>('saved');

const pauseBeforeAsking = 1200;
let latest = 0;

export async function refreshReminders(): Promise<void> {
  wishes.value ??= await read<WishesHere>('reminders');
  try {
    const mine = ++latest;
    const answer = await get<WishesHere>('/reminders/settings');
    if (mine === latest) await accept(answer);
  } catch {
    // The phone's copy stays; the screen says whether there is one.
  }
}

/** Shows the change at once and sends it; a slower, older answer never overwrites a newer wish. */
export async function changeWishes(change: Partial<Wishes>): Promise<void> {
  if (!wishes.value) return;
  wishes.value = { ...wishes.value, ...change };
  const mine = ++latest;
  saving.value = 'saving';
  try {
    const { samples: _samples, ...body } = wishes.value;
    const answer = await put<WishesHere>('/reminders/settings', body);
    if (mine !== latest) return;
    saving.value = 'saved';
    await accept(answer);
    void refreshPushStatus();
  } catch {
    if (mine === latest) saving.value = 'notSaved';
  }
}

async function accept(answer: WishesHere): Promise<void> {
  wishes.value = answer;
  await write('reminders', answer);
}

/** Once per start: taps on notifications lead somewhere, and this phone's address is said again. */
export function startReminders(): void {
  navigator.serviceWorker?.addEventListener('message', (event: MessageEvent) => {
    const said = event.data as { go?: unknown; reached?: unknown } | null;
    if (typeof said?.go === 'string' && said.go.startsWith('/')) go(said.go);
    if (said?.reached) void refreshPushStatus();
  });
  void reconnectPush().catch(() => undefined);
  offerAfterSuccess();
}

/** The question comes after an entry of this visit has arrived, never in a hard moment. */
function offerAfterSuccess(): void {
  const since = Date.now();
  effect(() => {
    const newest = log.value[0];
    if (newest?.state !== 'received' || Date.parse(newest.entry.recorded_at) < since) return;
    if (!isHard(newest.entry)) setTimeout(offerPush, pauseBeforeAsking);
  });
}
