// Changes that show themselves at once and say so when this phone cannot keep them.
import { announce } from '../../ui/announce';
import { messages } from './messages';

/** Tells the person when the phone could not keep something. */
export const keeping = (done: Promise<unknown>): void => {
  done.catch(() => announce(messages.value.notKept));
};
