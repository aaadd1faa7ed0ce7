import { Db, type SystemTx } from '@edumaster/database';
import type { SystemCtx } from '@edumaster/kernel';
import { Installation } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import { isActive, type Person } from '../domain/account.ts';
import { linkOf, type MessageTemplate, plainPages } from '../domain/message-template.ts';
import type { MailTemplate, MessageId, OneTimeMessage } from '../messages/one-time-message.ts';
import { OneTimeSecrets } from '../messages/one-time-secrets.ts';
import { findOpenMessage, type StoredMessage } from '../store/one-time-messages.ts';
import { findPerson, findPersonByEmail } from '../store/persons.ts';

/** Whom a message concerns. */
interface Concerned {
  /** The account that the message is about. */
  readonly person: Person | undefined;
  /** The account that has the address it goes to. */
  readonly holder: Person | undefined;
}

/**
 * What a message says at the moment when it is sent. Whether an address has an account shows here
 * and nowhere else: only the mailbox of that address learns of it.
 */
@Injectable()
export class ReadOneTimeMessage {
  readonly #db: Db;
  readonly #origin: string;
  readonly #secrets: OneTimeSecrets;

  constructor(db: Db, installation: Installation) {
    this.#db = db;
    this.#origin = installation.origin;
    this.#secrets = new OneTimeSecrets(installation.rootSecret);
  }

  run(ctx: SystemCtx, messageId: MessageId): Promise<OneTimeMessage | undefined> {
    return this.#db.inSystemTx(ctx, async (tx) => {
      const message = await findOpenMessage(tx, messageId);
      if (!message) return undefined;
      if (message.phoneNumber !== null) return this.#code(message, message.phoneNumber);
      const email = message.email ?? '';
      const concerned = await whom(tx, { personId: message.personId, email });
      const template = templateToSend[message.template](concerned, email);
      return template && this.#mail({ ...message, email }, concerned, template);
    });
  }

  #code(message: StoredMessage, phoneNumber: string): OneTimeMessage {
    const { locale, facts } = message;
    const expiresAt = message.expiresAt.toISOString();
    const code = this.#secrets.codeOf(message.id);
    const channel = 'sms';
    return { channel, template: 'phone-code', to: phoneNumber, locale, code, expiresAt, facts };
  }

  #mail(
    message: StoredMessage & { email: string },
    { person, holder }: Concerned,
    template: MailTemplate,
  ): OneTimeMessage {
    const { email, locale, facts } = message;
    const known = (template === 'already-registered' ? holder : person)?.name;
    const shared = { channel: 'mail', template, to: email, locale } as const;
    const name = known ?? facts['name'] ?? null;
    const resetLink = `${this.#origin}${plainPages.newPassword}`;
    if (template === 'already-registered') {
      const link = `${this.#origin}${plainPages.signIn}`;
      return { ...shared, name, link, expiresAt: null, facts: { resetLink } };
    }
    const link = linkOf(message, {
      origin: this.#origin,
      token: this.#secrets.tokenOf(message.id),
    });
    if (link === undefined) return { ...shared, name, link: resetLink, expiresAt: null, facts };
    return { ...shared, name, link, expiresAt: message.expiresAt.toISOString(), facts };
  }
}

async function whom(
  tx: SystemTx,
  { personId, email }: { personId: StoredMessage['personId']; email: string },
): Promise<Concerned> {
  const holder = await findPersonByEmail(tx, email);
  const person = personId === null ? holder : await findPerson(tx, personId);
  return { person, holder };
}

type Decide = (whom: Concerned, email: string) => MailTemplate | undefined;

/** What goes out for what was asked for; undefined for nothing. */
const templateToSend: Record<MessageTemplate, Decide> = {
  // Who finishes with the link has proven the address, and takes over an account that has not.
  'sign-up': ({ holder }) =>
    holder && (isProven(holder) || !isActive(holder)) ? 'already-registered' : 'sign-up',
  'verify-email': ({ person }, email) =>
    mayAct(person) && person.email === email && !isProven(person) ? 'verify-email' : undefined,
  'reset-password': ({ holder }) => (mayAct(holder) ? 'reset-password' : undefined),
  'change-email': ({ person, holder }) => {
    if (!mayAct(person)) return undefined;
    return holder ? 'already-registered' : 'change-email';
  },
  'email-changed': ({ person }) => (mayAct(person) ? 'email-changed' : undefined),
  'security-notice': ({ person }) => (mayAct(person) ? 'security-notice' : undefined),
  invitation: () => 'invitation',
  'phone-code': () => undefined,
};

function mayAct(person: Person | undefined): person is Person {
  return person !== undefined && isActive(person);
}

function isProven(person: Person | undefined): boolean {
  return person !== undefined && person.emailVerifiedAt !== null;
}
