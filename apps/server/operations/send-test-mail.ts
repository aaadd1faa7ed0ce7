import { newId } from '@edumaster/kernel';
import { messagingSettings } from '@edumaster/messaging/config';
import { chooseMail } from '../installation/choose-mail.ts';
import { describeInstallation, loadAllSettings } from '../installation/configuration.ts';
import { serverSettings } from '../settings.ts';

/**
 * Sends a mail as this installation sends them.
 * @returns where it went, as a sentence
 * @throws MailError
 */
export async function sendTestMail(address: string): Promise<string> {
  const settings = loadAllSettings();
  const installation = await describeInstallation(settings.of(serverSettings));
  const { mail, smtp } = chooseMail(settings.of(messagingSettings), installation);
  const { origin } = installation;
  const said = `Mails of EduMaster at ${origin} arrive.`;
  await mail.send({
    messageId: `${newId()}@${new URL(origin).hostname.replace(/[^\w.-]/g, '') || 'localhost'}`,
    to: { address },
    subject: 'A test mail from EduMaster',
    text: `${said}\n`,
    html: `<!doctype html><html lang="en"><head><title>Test</title></head><p>${said}</p></html>`,
  });
  if (smtp) return `${smtp.server} has taken the mail over. Look into the mailbox of ${address}.`;
  return `The mail is kept on this machine: look at ${origin}/dev/mail.`;
}
