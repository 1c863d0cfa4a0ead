// Turns whatever went wrong into one calm sentence in the person's language. Codes are the server's, words are ours.
import { common, firstMessages } from '../i18n';
import { Problem, Unreachable } from './client';
export function sayProblem(error: unknown): string {
  if (error instanceof Unreachable) return common.value.trouble.unreachable;
  if (error instanceof Problem) {
    const known = firstMessages.value.signIn.problems[error.code];
    if (known) return known;
    return error.status === 429 || error.status === 503
      ? common.value.trouble.busy
      : common.value.trouble.detail;
  }
  if (error instanceof DOMException && /Abort|NotAllowed/.test(error.name)) {
    return firstMessages.value.signIn.passkeyStopped;
  }
  return common.value.trouble.detail;
}
