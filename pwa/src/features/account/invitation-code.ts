// Codes of invitations. They come in the part of an address after "#", which browsers never send to a server, and
// leave the address bar at once.

/** The code after `#code=`, or ''. Takes it out of the address, so that it stays in no history. */
export function takeCodeFromAddress(): string {
  const found = new URLSearchParams(location.hash.slice(1)).get('code');
  if (found === null) return '';
  history.replaceState(history.state, '', location.pathname + location.search);
  return found.slice(0, 40);
}

/** Ten letters and numbers, or the twenty of a recovery card, however they were typed. The server knows which are real. */
export function looksLikeCode(text: string): boolean {
  return [10, 20].includes(text.replace(/[^0-9a-z]/gi, '').length);
}
