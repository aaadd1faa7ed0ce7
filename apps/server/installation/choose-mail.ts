import { join } from 'node:path';
import { Mail, Mailbox, MailError } from '@edumaster/mail';
import { openMailbox } from '@edumaster/mailbox';
import type { MessagingSettings } from '@edumaster/messaging/config';
import type { Installation } from '@edumaster/module';
import { Sms, SmsError } from '@edumaster/sms';
import { openSmtp, type SmtpMail } from '@edumaster/smtp';
import type { Provider } from '@nestjs/common';
import { WrongConfiguration } from './configuration.ts';

export interface ChosenMail {
  readonly mail: Mail;
  readonly sms: Sms;
  /** The mail server, when one is set. */
  readonly smtp: SmtpMail | undefined;
  /** Where mails or text messages are kept on this machine. */
  readonly mailbox: Mailbox | undefined;
}

type MailInstallation = Pick<Installation, 'mode' | 'dataDir'>;

/**
 * SMTP when it is set, else the mailbox on the embedded start, which also takes text messages. In
 * production without a provider nothing is sent: deliveries wait, and `edumaster doctor` says why.
 */
export function chooseMail(
  settings: MessagingSettings,
  installation: MailInstallation,
): ChosenMail {
  const smtp = smtpOf(settings);
  if (installation.mode === 'production') {
    return { mail: smtp ?? noMail, sms: noSms, smtp, mailbox: undefined };
  }
  const kept = openMailbox({ folder: join(installation.dataDir, 'mailbox') });
  return { mail: smtp ?? kept.mail, sms: kept.sms, smtp, mailbox: kept.mailbox };
}

export function mailProviders({ mail, sms, mailbox }: ChosenMail): readonly Provider[] {
  return [
    { provide: Mail, useValue: mail },
    { provide: Sms, useValue: sms },
    ...(mailbox ? [{ provide: Mailbox, useValue: mailbox }] : []),
  ];
}

function smtpOf(settings: MessagingSettings): SmtpMail | undefined {
  const { EDUMASTER_SMTP_URL: url, EDUMASTER_MAIL_FROM: from } = settings;
  if (!url) return undefined;
  if (!from) {
    throw new WrongConfiguration(
      'EDUMASTER_MAIL_FROM is needed with EDUMASTER_SMTP_URL: the sender of every mail, such as ' +
        '"EduMaster <no-reply@example.com>"',
    );
  }
  return openSmtp({ url, from });
}

const noMail: Mail = {
  async send() {
    throw new MailError('unavailable', 'no mail server is set: EDUMASTER_SMTP_URL');
  },
};

const noSms: Sms = {
  async send() {
    throw new SmsError('unavailable', 'there is no provider of text messages');
  },
};
