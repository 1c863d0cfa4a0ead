// What older entries say, to be offered again.
import { log } from './state';

/** Words that entries of the last days say, in the order last used. */
export const usedBefore = (name: 'habits' | 'triggers' | 'helped'): string[] => [
  ...new Set(log.value.flatMap((one) => one.entry[name])),
];
