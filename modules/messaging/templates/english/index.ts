import type { Texts } from '../texts.ts';
import {
  alreadyRegistered,
  changeEmail,
  emailChanged,
  resetPassword,
  signUp,
  verifyEmail,
} from './account-mails.ts';
import { instructorRejected, instructorVerified } from './instructor-mails.ts';
import { invitation } from './invitation.ts';
import { paymentReceipt, paymentRefunded } from './purchase-mails.ts';
import { securityNotice } from './security-notice.ts';
import { phoneCode } from './text-messages.ts';

export const english: Texts = {
  language: 'en',
  mails: {
    'sign-up': signUp,
    'already-registered': alreadyRegistered,
    'verify-email': verifyEmail,
    'reset-password': resetPassword,
    'change-email': changeEmail,
    'email-changed': emailChanged,
    'security-notice': securityNotice,
    invitation,
    'instructor-verified': instructorVerified,
    'instructor-rejected': instructorRejected,
    'payment-receipt': paymentReceipt,
    'payment-refunded': paymentRefunded,
  },
  textMessages: { 'phone-code': phoneCode },
  frame: {
    bareLink: 'If the button does not work, open this address:',
    reason: (site) => `This mail was sent because of an account, or a request for one, at ${site}.`,
  },
};
