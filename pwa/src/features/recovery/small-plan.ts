// The smallest plan for the next 24 hours: a few words on this phone, gone by themselves when the time is over.
import { session } from '../../offline/session';

interface SmallPlan {
  until: string;
  ideas: string[];
}

const name = 'small-plan';
const hours24 = 86_400_000;

export async function readSmallPlan(now = new Date()): Promise<string[]> {
  const { cache } = session.peek();
  const stored = await cache.read<SmallPlan>(name);
  if (!stored) return [];
  if (stored.until > now.toISOString()) return stored.ideas;
  await cache.write(name, null);
  return [];
}

/** Resolves when it is on disk, throws when the phone cannot store it. */
export async function saveSmallPlan(ideas: string[], now = new Date()): Promise<void> {
  const until = new Date(now.getTime() + hours24).toISOString();
  await session.peek().cache.store(name, ideas.length > 0 ? { until, ideas } : null);
}
