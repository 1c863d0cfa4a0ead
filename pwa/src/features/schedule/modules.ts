// Which optional cards the person's track has switched on, from the phone's copy of the schedule.
import { session } from '../../offline/session';
import type { Enrollment } from './api';

export type Modules = Pick<Enrollment, 'modules' | 'weekly_items'>;

export const noModules: Modules = { modules: [], weekly_items: [] };

export async function trackModules(): Promise<Modules> {
  const held = await session
    .peek()
    .cache.read<{ enrollment?: Partial<Modules> | null }>('schedule');
  return { ...noModules, ...held?.enrollment };
}
