import { MailError } from '@edumaster/mail';
import type { NodemailerError } from 'nodemailer';

/** Of these the server means this mail; what it says to others means this installation. */
const aboutTheMail = new Set(['RCPT TO', 'DATA']);

/**
 * 4xx passes, 5xx about the recipient or the content is for good. Refused credentials and a refused
 * sender are the operator's to mend: the mail waits for that. The words of the server are left out,
 * since they repeat the address.
 */
export function explainSmtpFailure(error: NodemailerError): MailError {
  const { code = 'unknown', originalCode, command = '', responseCode, permanent } = error;
  const reply = [command, responseCode, enhancedCodeOf(error)].filter(Boolean).join(' ');
  const where = [originalCode ?? code, reply].filter(Boolean).join(', ');
  if (permanent && aboutTheMail.has(command)) {
    return new MailError('refused', `the mail server refuses the mail (${where})`);
  }
  // Found before anything was sent: an address that the server cannot be told, a mail too large for it.
  const isUnfit = code === 'EENVELOPE' || code === 'EMESSAGE';
  if (isUnfit && responseCode === undefined) {
    return new MailError('refused', `the mail server cannot take the mail (${where})`);
  }
  return new MailError('unavailable', `the mail server does not take mails now (${where})`);
}

/** RFC 3463, for example 5.1.1: a mailbox that does not exist. */
function enhancedCodeOf({ response }: NodemailerError): string | undefined {
  return /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(response ?? '')?.[1];
}
