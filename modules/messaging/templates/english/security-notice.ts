import type { SecurityChange } from '@edumaster/identity';
import type { MailFacts, MailText } from '../mail-text.ts';
import { hello } from './phrases.ts';

const sentences: Readonly<Record<SecurityChange, string>> = {
  'password-changed': 'The password of your account was changed.',
  'password-reset': 'A new password was chosen for your account, by a link in a mail to you.',
  'email-changed': 'The address of your account was changed.',
  'email-restored': 'The change of your address was taken back, and everybody was signed out.',
  'phone-number-changed': 'The telephone number of your account was changed.',
  'sessions-ended': 'All devices were signed out of your account.',
  'passkey-added': 'A passkey was added to your account. Whoever has it can sign in.',
  'passkey-removed': 'A passkey was removed from your account.',
  'passkey-copied':
    'Somebody tried to sign in with a copy of one of your passkeys and was refused. Remove that passkey.',
  'codes-turned-on': 'Signing in now asks for a one-time code besides the password.',
  'codes-turned-off': 'Signing in no longer asks for a one-time code.',
  'recovery-codes-made': 'New recovery codes were made. The ones before no longer count.',
  'recovery-code-used': 'One of your recovery codes was used to sign in.',
  'foreign-sign-in-added': 'Another way to sign in was linked to your account.',
  'foreign-sign-in-removed': 'A way to sign in was unlinked from your account.',
};

const unnamed = 'Something about the security of your account was changed.';

export function securityNotice({ site, name, link, facts }: MailFacts): MailText {
  const { change = '' } = facts;
  const sentence = Object.hasOwn(sentences, change) ? sentences[change as SecurityChange] : unnamed;
  return {
    subject: `Your account at ${site} was changed`,
    heading: 'Was this you?',
    paragraphs: [
      hello(name),
      sentence,
      'If this was you, there is nothing to do. If not, choose a new password at once: it signs everybody else out.',
    ],
    ...(link === null ? {} : { action: { label: 'It was not me', link } }),
  };
}
