// Numbers as they are kept, made into addresses a phone understands: two pauses before an extension, none in a text message.

const digits = (number: string) => number.replace(' ext. ', ',,').replace(/[^\d+*#,]/g, '');

export const callAddress = (number: string) => `tel:${digits(number)}`;
export const textAddress = (number: string) => `sms:${digits(number).split(',')[0]}`;
