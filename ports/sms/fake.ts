import { assertTextMessage } from './assert-text-message.ts';
import type { Sms, TextMessage } from './sms.ts';
import { SmsError } from './sms-error.ts';

/** Keeps text messages in memory. */
export class FakeSms implements Sms {
  /** What was taken over, in order; a message that was sent twice is there twice. */
  readonly sent: TextMessage[] = [];
  #isAway = false;

  async send(message: TextMessage): Promise<void> {
    assertTextMessage(message);
    if (this.#isAway) throw new SmsError('unavailable', 'the fake is away');
    this.sent.push(message);
  }

  goAway(): void {
    this.#isAway = true;
  }

  comeBack(): void {
    this.#isAway = false;
  }
}
