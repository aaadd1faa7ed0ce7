export { openSmtp, type SmtpMail } from './open-smtp.ts';
