/**
 * Milliseconds to wait before try number `attempt` (0 is the first repeat): doubling from two seconds up to
 * five minutes, spread by up to half so that many phones do not come back at once. What the server asked for wins.
 */
export function backoff(
  attempt: number,
  retryAfterSeconds?: number,
  random = Math.random(),
): number {
  const steps = Math.min(2000 * 2 ** Math.max(0, attempt), 300_000);
  const spread = Math.round(steps * (0.5 + random / 2));
  return retryAfterSeconds === undefined ? spread : Math.max(spread, retryAfterSeconds * 1000);
}
