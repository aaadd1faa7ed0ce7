import { messageRules, plainPages } from '../domain/message-template.ts';
import type { MailTemplate } from '../messages/one-time-message.ts';

/** Where each mail of a person's account leads: paths, with `:interaction` for any one. */
export const mailedPages: Readonly<Record<MailTemplate, readonly string[]>> = {
  'sign-up': [messageRules['sign-up'].page],
  'already-registered': [plainPages.signIn, plainPages.newPassword],
  'verify-email': [messageRules['verify-email'].page],
  'reset-password': [messageRules['reset-password'].page],
  'change-email': [messageRules['change-email'].page],
  'email-changed': [messageRules['email-changed'].page],
  'security-notice': [plainPages.newPassword],
  invitation: [messageRules.invitation.page],
};
