// How Spanish sentences put pieces together.

/** Inside a sentence a Spanish day begins with a small letter. */
export const small = (said: string) => said.charAt(0).toLowerCase() + said.slice(1);

/** A time of day with its article: "la 1:05 p. m.", "las 4:00 p. m.". Times end with a period of their own. */
export const atClock = (time: string) => `${/^1\D/.test(time) ? 'la' : 'las'} ${time}`;

/** A day with its article: "el lunes", but "hoy" and "mañana". */
export const onDay = (day: string) =>
  /^(hoy|mañana)$/i.test(day) ? small(day) : `el ${small(day)}`;
