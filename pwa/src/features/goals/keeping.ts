// Changes that show themselves at once and say so when this phone cannot keep them.
import { words } from '../../i18n';
import { announce } from '../../ui/announce';

/** Tells the person when the phone could not keep something. */
export const keeping = (done: Promise<unknown>): void => {
  done.catch(() => announce(words.value.days.notKept));
};
