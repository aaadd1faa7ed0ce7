import { assertMail, type Mail, type MailAddress, type OutgoingMail } from '@edumaster/mail';
import { createTransport, type NodemailerError, type SMTPTransportOptions } from 'nodemailer';
import { explainSmtpFailure } from './explain-smtp-failure.ts';
import { parseSmtpUrl } from './parse-smtp-url.ts';

interface SmtpOptions {
  /** See `parseSmtpUrl`. */
  readonly url: string;
  /** `Name <address>`, or the address alone. */
  readonly from: string;
  /** Trusted besides the machine's own authorities. */
  readonly ca?: string;
  /** Of a whole mail, from looking up the server to its last answer; a minute by default. */
  readonly timeoutMilliseconds?: number;
}

const defaultTimeoutMilliseconds = 60_000;
/** Of each single step; nodemailer's own defaults are up to ten minutes. */
const stepMilliseconds = 15_000;

export interface SmtpMail extends Mail {
  /** `host:port`. */
  readonly server: string;
  /** Connects and signs in, and sends nothing. @throws MailError */
  check(): Promise<void>;
}

/** Mail by SMTP, one connection a mail. Nothing is looked up or opened before the first one. */
export function openSmtp(options: SmtpOptions): SmtpMail {
  const { timeoutMilliseconds = defaultTimeoutMilliseconds } = options;
  const sender = parseSender(options.from);
  const { host, port } = parseSmtpUrl(options.url);
  const transport = createTransport(transportOptions(options));
  return {
    server: `${host}:${port}`,
    async check() {
      try {
        await transport.verify();
      } catch (error) {
        throw explainSmtpFailure(error as NodemailerError);
      }
    },
    async send(mail) {
      assertMail(mail);
      try {
        await transport.sendMail({
          ...contentOf(mail, sender),
          signal: AbortSignal.timeout(timeoutMilliseconds),
        });
      } catch (error) {
        throw explainSmtpFailure(error as NodemailerError);
      }
    },
  };
}

function transportOptions({ url, ca, ...options }: SmtpOptions): SMTPTransportOptions {
  const { host, port, isImplicitTls, startTls, credentials } = parseSmtpUrl(url);
  const { timeoutMilliseconds = stepMilliseconds } = options;
  const step = Math.min(stepMilliseconds, timeoutMilliseconds);
  return {
    host,
    port,
    secure: isImplicitTls,
    requireTLS: !isImplicitTls && startTls === 'required',
    ignoreTLS: !isImplicitTls && startTls === 'never',
    ...(credentials ? { auth: credentials } : {}),
    tls: { minVersion: 'TLSv1.2', ...(ca ? { ca } : {}) },
    dnsTimeout: step,
    connectionTimeout: step,
    greetingTimeout: step,
    socketTimeout: step,
    // A mail is text and nothing of this machine or of the network.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function contentOf(mail: OutgoingMail, sender: MailAddress) {
  const { messageId, to, fromName, replyTo, subject, text, html } = mail;
  return {
    messageId: `<${messageId}>`,
    from: named({ ...sender, ...(fromName ? { name: fromName } : {}) }),
    to: named(to),
    envelope: { from: sender.address, to: [to.address] },
    ...(replyTo ? { replyTo: named(replyTo) } : {}),
    subject,
    text,
    html,
    // RFC 3834: notes of absence are not sent back to a machine.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  };
}

function named({ address, name = '' }: MailAddress): { name: string; address: string } {
  return { name, address };
}

/** `Name <address>`, or an address. */
function parseSender(from: string): MailAddress {
  const [, name, address] = /^(.*?)\s*<([^<>]+)>$/.exec(from) ?? [];
  return address === undefined ? { address: from } : { address, ...(name ? { name } : {}) };
}
