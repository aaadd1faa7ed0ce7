export { assertMail } from './assert-mail.ts';
export { Mail, type MailAddress, type OutgoingMail } from './mail.ts';
export { type KeptMessage, Mailbox } from './mailbox.ts';
export { MailError, type MailErrorCode } from './mail-error.ts';
