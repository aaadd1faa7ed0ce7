import type { MailFacts, MailText } from '../mail-text.ts';
import { countsFor, hello, linkOf } from './phrases.ts';

const notYou = 'If this was not you, you need not do anything: nothing happens without the link.';

export function signUp({ site, timeLeft, ...mail }: MailFacts): MailText {
  return {
    subject: `Finish signing up at ${site}`,
    heading: 'One step to your account',
    paragraphs: [
      hello(mail.name),
      `You, or somebody who typed in your address, wants to join ${site}. Choose a password, and your account is ready.`,
    ],
    action: { label: 'Finish signing up', link: linkOf(mail) },
    notes: [countsFor(timeLeft), notYou],
  };
}

export function alreadyRegistered({ site, facts, ...mail }: MailFacts): MailText {
  const { resetLink } = facts;
  return {
    subject: `You already have an account at ${site}`,
    heading: 'You are already with us',
    paragraphs: [
      hello(mail.name),
      `Somebody, probably you, wanted to use this address for an account at ${site}. It has one already, so there is nothing to set up: sign in as you always did.`,
    ],
    action: { label: 'Sign in', link: linkOf(mail) },
    ...(resetLink ? { otherAction: { label: 'Choose a new password', link: resetLink } } : {}),
    notes: [
      'If this was not you, nothing has changed and nobody was told that you have an account.',
    ],
  };
}

export function verifyEmail({ site, timeLeft, ...mail }: MailFacts): MailText {
  return {
    subject: `Confirm your address at ${site}`,
    heading: 'Is this your address?',
    paragraphs: [
      hello(mail.name),
      `Confirm that this is your address, so that ${site} can reach you and help you back in if you ever lose your password.`,
    ],
    action: { label: 'Confirm my address', link: linkOf(mail) },
    notes: [countsFor(timeLeft), notYou],
  };
}

export function resetPassword({ site, timeLeft, ...mail }: MailFacts): MailText {
  return {
    subject: `Choose a new password at ${site}`,
    heading: 'A new password',
    paragraphs: [
      hello(mail.name),
      `Somebody, probably you, asked for a new password at ${site}. Your old one counts until you choose a new one.`,
    ],
    action: { label: 'Choose a new password', link: linkOf(mail) },
    notes: [countsFor(timeLeft), notYou],
  };
}

export function changeEmail({ site, timeLeft, ...mail }: MailFacts): MailText {
  return {
    subject: `Confirm your new address at ${site}`,
    heading: 'Your new address',
    paragraphs: [
      hello(mail.name),
      `You asked to use this address for your account at ${site}. Confirm it, and you sign in with it from then on.`,
    ],
    action: { label: 'Use this address', link: linkOf(mail) },
    notes: [countsFor(timeLeft), notYou],
  };
}

export function emailChanged({ site, timeLeft, facts, ...mail }: MailFacts): MailText {
  const { newEmail } = facts;
  return {
    subject: `Your address at ${site} was changed`,
    heading: 'Your address was changed',
    paragraphs: [
      hello(mail.name),
      newEmail
        ? `Your account at ${site} now belongs to the address ${newEmail}, and no longer to this one.`
        : `Your account at ${site} now belongs to another address, and no longer to this one.`,
      'Was that you? Then all is well. If not, take it back now: everybody who is signed in is then signed out.',
    ],
    action: { label: 'Take the change back', link: linkOf(mail) },
    notes: [countsFor(timeLeft)],
  };
}
