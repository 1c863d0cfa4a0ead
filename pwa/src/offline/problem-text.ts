// Turns whatever went wrong into one calm sentence in the person's language. Codes are the server's, words are ours.

import { words } from '../i18n';
import { Problem, Unreachable } from './client';

export function sayProblem(error: unknown): string {
  const { common, signIn } = words.value;
  if (error instanceof Unreachable) return common.trouble.unreachable;
  if (error instanceof Problem) {
    const known = signIn.problems[error.code];
    if (known) return known;
    return error.status === 429 || error.status === 503
      ? common.trouble.busy
      : common.trouble.detail;
  }
  if (error instanceof DOMException && /Abort|NotAllowed/.test(error.name)) {
    return signIn.passkeyStopped;
  }
  return common.trouble.detail;
}
