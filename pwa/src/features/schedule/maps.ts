// Directions in the maps app this phone already has. Nothing is asked of anybody until the person taps.

// "1 Main Street, second floor" is a place of its own; "Room 2, second floor" is one in the program's house.
const street = (place: string | null) => /^\d/.test(place ?? '') && place?.split(',')[0]?.trim();

/** What to look for: the program's address, unless the place is another street. */
export function mapPlace(address: string | null, place: string | null): string | null {
  const own = street(place);
  const elsewhere = own && !address?.toLowerCase().startsWith(own.toLowerCase());
  return elsewhere ? place : (address ?? place);
}

/** The same for the first day, where "From home, by video" with a link is no place to go to. */
export const firstPlace = (address: string | null, where: string, joins: boolean) =>
  joins && !street(where) ? null : mapPlace(address, where);

/** The link that opens the phone's own maps there: Apple's on theirs, the one chosen for geo: on Android. Other devices have
 *  none: there it is the open map of the world in a tab of its own. */
export function mapAddress(where: string | null): string | null {
  if (!where) return null;
  const words = encodeURIComponent(where);
  if (/Android/.test(navigator.userAgent)) return `geo:0,0?q=${words}`;
  const apple = /iPhone|iPad|iPod|Macintosh/.test(navigator.userAgent);
  return apple
    ? `https://maps.apple.com/?daddr=${words}`
    : `https://www.openstreetmap.org/search?query=${words}`;
}
