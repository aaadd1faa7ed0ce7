import { MailError } from '@edumaster/mail';
import { messagingSettings } from '@edumaster/messaging/config';
import type { Settings } from '@edumaster/settings';
import { chooseMail } from '../installation/choose-mail.ts';
import { dataDirOf } from '../installation/configuration.ts';
import { serverSettings } from '../settings.ts';
import type { Finding } from './finding.ts';

/** By what mails and text messages leave, and whether the mail server would take them. */
export async function inspectMail(settings: Settings): Promise<readonly Finding[]> {
  const server = settings.of(serverSettings);
  const installation = { mode: server.EDUMASTER_MODE, dataDir: dataDirOf(server) };
  const { smtp, mailbox } = chooseMail(settings.of(messagingSettings), installation);
  const kept = mailbox && `kept on this machine and shown at /dev/mail`;
  return [smtp ? await judgeSmtp(smtp) : judgeNoSmtp(kept), judgeSms(kept)];
}

async function judgeSmtp(smtp: { server: string; check(): Promise<void> }): Promise<Finding> {
  const name = 'mail';
  try {
    await smtp.check();
    return { name, ok: true, detail: `${smtp.server} takes mails` };
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    const detail = `${smtp.server}: ${error.message}`;
    return { name, ok: false, detail, advice: 'Check EDUMASTER_SMTP_URL; mails wait meanwhile.' };
  }
}

function judgeNoSmtp(kept: string | undefined): Finding {
  const name = 'mail';
  if (kept) return { name, ok: true, detail: kept };
  const advice = 'Set EDUMASTER_SMTP_URL and EDUMASTER_MAIL_FROM: nobody can finish signing up.';
  return { name, ok: false, detail: 'no mail server is set', advice };
}

/** There is nothing that an operator could do about it, so it is no fault of the installation. */
function judgeSms(kept: string | undefined): Finding {
  const none = 'no provider: telephone numbers cannot be confirmed';
  return { name: 'sms', ok: true, detail: kept ?? none };
}
