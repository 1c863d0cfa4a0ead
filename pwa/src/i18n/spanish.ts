// How Spanish sentences put pieces together.

/** Inside a sentence a Spanish day begins with a small letter. */
export const small = (said: string) => said.charAt(0).toLowerCase() + said.slice(1);
