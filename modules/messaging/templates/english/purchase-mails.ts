import type { MailFacts, MailText } from '../mail-text.ts';
import { hello, linkOf } from './phrases.ts';

export function paymentReceipt({ site, facts, ...mail }: MailFacts): MailText {
  const { amount, title, others } = facts;
  return {
    subject: `Your receipt from ${site}`,
    heading: 'Thank you for your purchase',
    paragraphs: [
      hello(mail.name),
      `We have received ${amount ?? 'your payment'}. ${bought(title, others)} is yours now, for good.`,
    ],
    action: { label: 'Start learning', link: linkOf(mail) },
    notes: ['Keep this mail as your receipt.'],
  };
}

export function paymentRefunded({ site, facts, ...mail }: MailFacts): MailText {
  const { amount, cause } = facts;
  const money = amount ?? 'Your payment';
  return {
    subject: `Your money back from ${site}`,
    heading: 'Money is on its way to you',
    paragraphs: [
      hello(mail.name),
      cause === 'paid_twice'
        ? `You had paid for this already, so we give ${amount ?? 'the second payment'} back to you. Your course stays yours.`
        : `${money} goes back to where it came from.`,
      'Banks take some days until it shows on your account.',
    ],
    action: { label: 'Go to your courses', link: linkOf(mail) },
  };
}

function bought(title: string | undefined, others: string | undefined): string {
  if (title === undefined) return 'What you bought';
  const more = others === undefined || others === '0' ? '' : `, with ${others} more`;
  return `“${title}”${more}`;
}
