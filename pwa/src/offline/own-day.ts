// The person's own calendar day, which never falls back.
import { daysBetween, deviceZone, localDay } from '../lib/dates';
import { session } from './session';

/**
 * The person's day. Somebody who flies west over the date line has yesterday once more: for them it stays the day it was,
 * so that no number falls.
 */
export async function ownToday(now = new Date()): Promise<string> {
  const today = localDay(now, deviceZone());
  const { cache } = session.peek();
  const seen = await cache.read<string>('days-seen');
  if (seen && daysBetween(today, seen) === 1) return seen;
  if (seen !== today) await cache.write('days-seen', today);
  return today;
}
