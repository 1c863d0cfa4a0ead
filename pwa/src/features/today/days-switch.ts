// Whether the person switched their days on for Today: read from this phone alone, so that Today asks nobody.
import { session } from '../../offline/session';

interface HasSwitch {
  settings?: { on_today?: boolean }[];
}

export const daysOnToday = async (): Promise<boolean> =>
  (await session.peek().cache.read<HasSwitch>('days'))?.settings?.[0]?.on_today === true;
