// The smallest plan for the next 24 hours: a few words on this phone, gone by themselves when the time is over.
import { read, write } from '../../offline/old-cache';

interface SmallPlan {
  until: string;
  ideas: string[];
}

const name = 'small-plan';
const hours24 = 86_400_000;

export async function readSmallPlan(now = new Date()): Promise<string[]> {
  const kept = await read<SmallPlan>(name);
  if (!kept) return [];
  if (kept.until > now.toISOString()) return kept.ideas;
  await write(name, null);
  return [];
}

export async function keepSmallPlan(ideas: string[], now = new Date()): Promise<void> {
  const until = new Date(now.getTime() + hours24).toISOString();
  await write(name, ideas.length > 0 ? { until, ideas } : null);
}
