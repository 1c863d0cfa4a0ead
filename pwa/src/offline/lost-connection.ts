// Telling a database connection that died from work that was refused.

/** Whether the connection is gone rather than the work refused. iOS drops it without an event while the app is away. */
export function isLostConnection(problem: unknown): boolean {
  if (!(problem instanceof DOMException)) return false;
  return (
    problem.name === 'InvalidStateError' ||
    (problem.name === 'UnknownError' && /connection|server/i.test(problem.message)) ||
    (problem.name === 'AbortError' && /connection|server/i.test(problem.message))
  );
}
