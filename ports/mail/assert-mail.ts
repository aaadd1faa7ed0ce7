import type { MailAddress, OutgoingMail } from './mail.ts';
import { MailError } from './mail-error.ts';

const longestSubject = 500;
const longestName = 200;
/** RFC 5321, 4.5.3.1.3, without the angle brackets. */
const longestAddress = 254;

/**
 * What no transport may be given: a line break in a header would begin a header of the sender's
 * choice, and a list where one address belongs would send the mail to strangers.
 * @throws MailError `refused`
 */
export function assertMail(mail: OutgoingMail): void {
  if (!/^[\w.+=-]{1,200}@[\w.-]{1,200}$/.test(mail.messageId)) refuse('the Message-ID');
  assertAddress(mail.to);
  if (mail.replyTo) assertAddress(mail.replyTo);
  if (mail.fromName !== undefined) assertLine(mail.fromName, longestName, 'the name of the sender');
  assertLine(mail.subject, longestSubject, 'the subject');
  if (mail.text === '' || mail.html === '') refuse('an empty content');
}

function assertAddress({ address, name }: MailAddress): void {
  const isOne = /^[^\s@<>(),;:"\\[\]\p{Cc}]+@[^\s@<>(),;:"\\[\]\p{Cc}]+$/u.test(address);
  if (!isOne || Buffer.byteLength(address) > longestAddress) refuse('the address');
  if (name !== undefined) assertLine(name, longestName, 'the name');
}

function assertLine(value: string, longest: number, what: string): void {
  if (value.trim() === '' || value.length > longest || /\p{Cc}/u.test(value)) refuse(what);
}

function refuse(what: string): never {
  throw new MailError('refused', `${what} cannot be sent as it is`);
}
