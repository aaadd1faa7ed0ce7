import type { TextMessage } from './sms.ts';
import { SmsError } from './sms-error.ts';

/** Ten parts of a concatenated message in UCS-2; what is longer is no text message. */
const longestText = 670;

/** @throws SmsError `refused` for what no carrier takes */
export function assertTextMessage({ messageId, to, text }: TextMessage): void {
  if (!/^[\w.@+=-]{1,400}$/.test(messageId)) refuse('the id of the message');
  // ITU-T E.164: a country code, which begins with no zero, and 15 digits at most.
  if (!/^\+[1-9]\d{6,14}$/.test(to)) refuse('the number');
  if (text.trim() === '' || text.length > longestText) refuse('the text');
  if (/[^\n\P{Cc}]/u.test(text)) refuse('a control character');
}

function refuse(what: string): never {
  throw new SmsError('refused', `${what} cannot be sent as it is`);
}
