import { eventually } from '@edumaster/testkit';

export interface ReceivedMessage {
  readonly id: string;
  readonly kind: 'mail' | 'sms';
  readonly to: { readonly address: string; readonly name?: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
  /** The first address in the text; null when there is none. */
  readonly link: string | null;
  readonly keptAt: string;
}

export interface MailWish {
  /** Only a message that says this in its subject or text. */
  readonly about?: string | RegExp;
  /** Only a message that was kept after this moment. */
  readonly since?: Date;
}

/** Every message to an address or a number, the newest first. */
export async function mailsTo(url: string, to: string): Promise<readonly ReceivedMessage[]> {
  const response = await fetch(`${url}/dev/mail/messages.json?${new URLSearchParams({ to })}`);
  if (!response.ok) throw new Error(`the mailbox answers ${response.status}`);
  const { items } = (await response.json()) as { items: readonly ReceivedMessage[] };
  return items;
}

/**
 * Waits for a message to an address or a number, and gives the newest.
 * @param server its address, or what has one
 */
export function latestMail(
  server: string | { readonly url: string },
  to: string,
  wish: MailWish = {},
): Promise<ReceivedMessage> {
  const url = typeof server === 'string' ? server : server.url;
  return eventually(`a message to ${to}`, async () => {
    const messages = await mailsTo(url, to);
    return messages.find((message) => isMeant(message, wish));
  });
}

function isMeant(message: ReceivedMessage, { about = '', since }: MailWish): boolean {
  const content = `${message.subject}\n${message.text}`;
  const isAbout = typeof about === 'string' ? content.includes(about) : about.test(content);
  return isAbout && (since === undefined || new Date(message.keptAt) > since);
}

/** The link of the newest message, which must have one. */
export async function mailedLink(
  server: string | { readonly url: string },
  to: string,
  wish: MailWish = {},
): Promise<string> {
  const { link, subject } = await latestMail(server, to, wish);
  if (link === null) throw new Error(`the message "${subject}" has no link`);
  return link;
}
