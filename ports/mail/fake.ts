import { assertMail } from './assert-mail.ts';
import type { Mail, OutgoingMail } from './mail.ts';
import { MailError } from './mail-error.ts';

/** Keeps mails in memory. */
export class FakeMail implements Mail {
  /** What was taken over, in order; a mail that was sent twice is there twice. */
  readonly sent: OutgoingMail[] = [];
  readonly #refused = new Set<string>();
  readonly #busy = new Set<string>();
  #isAway = false;

  async send(mail: OutgoingMail): Promise<void> {
    assertMail(mail);
    const { address } = mail.to;
    if (this.#isAway) throw new MailError('unavailable', 'the fake is away');
    if (this.#refused.has(address)) throw new MailError('refused', 'the fake refuses');
    if (this.#busy.has(address)) throw new MailError('unavailable', 'the fake is busy');
    this.sent.push(mail);
  }

  /** From now on mails to this address are refused for good. */
  refuse(address: string): void {
    this.#refused.add(address);
  }

  /** From now on mails to this address are put off. */
  putOff(address: string): void {
    this.#busy.add(address);
  }

  goAway(): void {
    this.#isAway = true;
  }

  comeBack(): void {
    this.#isAway = false;
  }
}
