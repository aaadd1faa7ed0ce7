import { assertMail, type Mail, type Mailbox, MailError, type OutgoingMail } from '@edumaster/mail';
import { assertTextMessage, type Sms, SmsError, type TextMessage } from '@edumaster/sms';
import { MailboxFolder } from './mailbox-folder.ts';

interface MailboxOptions {
  /** Made when the first message comes. */
  readonly folder: string;
  /** Newest messages that are kept; 500 by default. */
  readonly limit?: number;
}

export interface OpenMailbox {
  readonly mail: Mail;
  readonly sms: Sms;
  readonly mailbox: Mailbox;
}

/** Mail and text messages that stay on this machine, and how to read them. */
export function openMailbox({ folder: path, limit }: MailboxOptions): OpenMailbox {
  const folder = new MailboxFolder(path, limit);
  return {
    mail: { send: (mail) => keepMail(folder, mail) },
    sms: { send: (message) => keepTextMessage(folder, message) },
    mailbox: {
      async list({ to } = {}) {
        const messages = await folder.list();
        return to === undefined ? messages : messages.filter((message) => isTo(message.to, to));
      },
      find: (id) => folder.find(id),
      clear: () => folder.clear(),
    },
  };
}

async function keepMail(folder: MailboxFolder, mail: OutgoingMail): Promise<void> {
  assertMail(mail);
  try {
    await folder.keep({ kind: 'mail', ...mail });
  } catch (error) {
    throw new MailError('unavailable', `the mailbox cannot be written: ${codeOf(error)}`);
  }
}

async function keepTextMessage(folder: MailboxFolder, message: TextMessage): Promise<void> {
  assertTextMessage(message);
  const { messageId, to, text } = message;
  try {
    await folder.keep({
      kind: 'sms',
      messageId,
      to: { address: to },
      subject: '',
      text,
      html: null,
    });
  } catch (error) {
    throw new SmsError('unavailable', `the mailbox cannot be written: ${codeOf(error)}`);
  }
}

function isTo({ address }: { address: string }, wanted: string): boolean {
  return address.toLowerCase() === wanted.toLowerCase();
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown';
}
