/** Somebody with a mailbox. */
export interface MailAddress {
  /** `local@domain`, and nothing else. */
  readonly address: string;
  readonly name?: string;
}

export interface OutgoingMail {
  /**
   * `left@right`, the same whenever the same mail is tried again: it becomes the Message-ID
   * (RFC 5322, 3.6.4), by which a mail that was sent twice is recognised as one.
   */
  readonly messageId: string;
  readonly to: MailAddress;
  /** Shown as the sender before the address of the installation; by default that of the settings. */
  readonly fromName?: string;
  readonly replyTo?: MailAddress;
  /** One line. */
  readonly subject: string;
  /** The same content twice: a reader shows one of them. */
  readonly text: string;
  readonly html: string;
}

/**
 * Hands mails to whatever carries them. An abstract class, so that it is also the name under which
 * the container holds it.
 */
export abstract class Mail {
  /**
   * Resolves when the mail was taken over. It may arrive twice when it is tried again after a failure
   * that came late.
   * @throws MailError `refused`: never try this mail again; `unavailable`: try again later
   */
  abstract send(mail: OutgoingMail): Promise<void>;
}
