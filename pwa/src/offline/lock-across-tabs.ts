// One at a time over all tabs of this phone, where the browser can do that (Web Locks: Safari 15.4, Chrome 69, Firefox 96).
// Without it the work runs at once: rows are written conditionally, and the server takes a repeated request as the same.

export function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  const locks = globalThis.navigator?.locks;
  return locks ? (locks.request(name, work) as Promise<T>) : work();
}
