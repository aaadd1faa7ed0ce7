export interface TextMessage {
  /** The same whenever the same message is tried again: providers know repeats by it. */
  readonly messageId: string;
  /** E.164, for example `+4930123456`. */
  readonly to: string;
  readonly text: string;
}

/** Hands text messages to whatever carries them; also its name in the container. */
export abstract class Sms {
  /**
   * Resolves when the message was taken over.
   * @throws SmsError `refused`: never try this message again; `unavailable`: try again later
   */
  abstract send(message: TextMessage): Promise<void>;
}
