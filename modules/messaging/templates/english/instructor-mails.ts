import type { MailFacts, MailText } from '../mail-text.ts';
import { hello, linkOf } from './phrases.ts';

export function instructorVerified({ site, ...mail }: MailFacts): MailText {
  return {
    subject: `You can teach at ${site} now`,
    heading: 'Welcome to the faculty',
    paragraphs: [
      hello(mail.name),
      `We have checked your details: you are a verified instructor at ${site}. Your courses can be submitted, reviewed and sold from now on.`,
    ],
    action: { label: 'Open the studio', link: linkOf(mail) },
  };
}

export function instructorRejected({ site, facts, ...mail }: MailFacts): MailText {
  const { reason } = facts;
  return {
    subject: `Your application to teach at ${site}`,
    heading: 'We could not verify you yet',
    paragraphs: [
      hello(mail.name),
      `We have looked at your application to teach at ${site}, and cannot accept it as it is.`,
      ...(reason ? ['This is what was missing:'] : []),
    ],
    ...(reason ? { quote: reason } : {}),
    action: { label: 'Look at the application', link: linkOf(mail) },
    notes: ['You can change it and send it again.'],
  };
}
