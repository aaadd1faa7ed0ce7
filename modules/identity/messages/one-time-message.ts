import type { Id } from '@edumaster/kernel';
import type { MessageTemplate } from '../domain/message-template.ts';

export type MessageId = Id<'message'>;

export type MailTemplate = Exclude<MessageTemplate, 'phone-code'> | 'already-registered';

/** A message as it is sent. Whoever has its link or its code can act for the receiver. */
export type OneTimeMessage = OneTimeMail | OneTimeCode;

export interface OneTimeMail {
  readonly channel: 'mail';
  /**
   * - `sign-up` choose a password and the account is there
   * - `already-registered` somebody wanted to sign up with, or change to, an address that has an
   *   account: the link leads to the sign-in, `facts.resetLink` to a new password
   * - `verify-email`, `reset-password`, `invitation` the link does it
   * - `change-email` to the new address; its link makes the change
   * - `email-changed` to the address before; its link takes the change back. `facts.newEmail`
   * - `security-notice` something changed (`facts.change`, one of `securityChanges`); the link leads to
   *   a new password, for who did not do it
   */
  readonly template: MailTemplate;
  readonly to: string;
  /** Of the person, where it is known. */
  readonly name: string | null;
  /** BCP 47. */
  readonly locale: string;
  readonly link: string | null;
  /** Until when the link counts, RFC 3339; null for one that leads to a plain page. */
  readonly expiresAt: string | null;
  readonly facts: Readonly<Record<string, string>>;
}

interface OneTimeCode {
  readonly channel: 'sms';
  readonly template: 'phone-code';
  readonly to: string;
  readonly locale: string;
  readonly code: string;
  readonly expiresAt: string;
  readonly facts: Readonly<Record<string, string>>;
}
