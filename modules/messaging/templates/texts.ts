import type { OneTimeMessage } from '@edumaster/identity';
import type { DeliveryKind } from '../domain/delivery.ts';
import type { MailFacts, MailText, TextMessageFacts } from './mail-text.ts';

type OneTimeTemplate<Channel> = Extract<OneTimeMessage, { channel: Channel }>['template'];

export type MailTemplate = OneTimeTemplate<'mail'> | Exclude<DeliveryKind, 'one-time-message'>;
export type TextMessageTemplate = OneTimeTemplate<'sms'>;

/** Everything that is said, in one language. Another language is another object of this type. */
export interface Texts {
  /** BCP 47. */
  readonly language: string;
  readonly mails: Readonly<Record<MailTemplate, (facts: MailFacts) => MailText>>;
  readonly textMessages: Readonly<Record<TextMessageTemplate, (facts: TextMessageFacts) => string>>;
  /** What surrounds every mail. */
  readonly frame: {
    readonly bareLink: string;
    reason(site: string): string;
  };
}
