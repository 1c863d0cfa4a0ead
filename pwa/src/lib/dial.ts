// Numbers as people write them, made into addresses a phone understands.

const digits = (number: string) => number.replace(/[^\d+*#,]/g, '');

export const callAddress = (number: string) => `tel:${digits(number)}`;
export const textAddress = (number: string) => `sms:${digits(number)}`;

/** Whether the server would take this number and a phone could dial it. */
export function canDial(number: string): boolean {
  return /^\+?[0-9(][0-9 ().,*#-]{1,38}$/.test(number) && (number.match(/\d/g) ?? []).length >= 3;
}
