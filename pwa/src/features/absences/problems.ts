// What went wrong with what was said last.
import { computed } from '@preact/signals';
import { perSession } from '../../offline/session';
import { covers } from './rules';
import { makeState } from './state';

const state = perSession(makeState);

/** Session → what went wrong with what was said of it last. */
export const problems = computed(() => {
  const { told, wishGone } = state();
  const found: Record<string, 'refused' | 'wishGone'> = {};
  for (const id of wishGone.value) found[id] = 'wishGone';
  for (const { value, state: is } of told.value)
    for (const id of value ? covers(value) : [])
      if (is === 'refused') found[id] = 'refused';
      else delete found[id];
  return found;
});
