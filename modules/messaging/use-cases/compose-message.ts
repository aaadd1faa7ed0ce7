import { Identity, type OneTimeMessage } from '@edumaster/identity';
import { type Ctx, id } from '@edumaster/kernel';
import type { OutgoingMail } from '@edumaster/mail';
import { Installation } from '@edumaster/module';
import type { TextMessage } from '@edumaster/sms';
import { Tenancy, type Tenant } from '@edumaster/tenancy';
import { Injectable } from '@nestjs/common';
import type { DeliveryKind } from '../domain/delivery.ts';
import { factPages } from '../domain/fact-pages.ts';
import { fitName, fitQuote } from '../templates/fit-for-text.ts';
import { textsFor } from '../templates/languages.ts';
import { renderMail } from '../templates/render-mail.ts';
import type { MailTemplate } from '../templates/texts.ts';
import { timeLeft } from '../templates/time-left.ts';

/** A message but for its id. Its links and codes open accounts: it is sent and forgotten. */
export type ComposedMessage =
  | {
      readonly channel: 'mail';
      readonly template: MailTemplate;
      readonly mail: Omit<OutgoingMail, 'messageId'>;
    }
  | {
      readonly channel: 'sms';
      readonly template: string;
      readonly message: Omit<TextMessage, 'messageId'>;
    };

interface Subject {
  readonly kind: DeliveryKind;
  readonly subjectId: string;
  readonly details: Readonly<Record<string, string>>;
}

interface MailContent {
  readonly template: MailTemplate;
  readonly to: string;
  readonly name: string | null;
  readonly locale: string;
  readonly link: string | null;
  /** RFC 3339. */
  readonly expiresAt: string | null;
  readonly facts: Readonly<Record<string, string>>;
}

/** Asks, at the moment of sending, whom a delivery goes to and what it says. */
@Injectable()
export class ComposeMessage {
  readonly #identity: Identity;
  readonly #tenancy: Tenancy;
  readonly #origin: string;

  constructor(identity: Identity, tenancy: Tenancy, installation: Installation) {
    this.#identity = identity;
    this.#tenancy = tenancy;
    this.#origin = installation.origin;
  }

  /** Undefined when there is nothing to send any more. */
  async run(ctx: Ctx, subject: Subject): Promise<ComposedMessage | undefined> {
    const tenant = await this.#tenancy.current(ctx);
    if (subject.kind === 'one-time-message') {
      const messageId = id<'message'>(subject.subjectId);
      const message = await this.#identity.oneTimeMessage(ctx, { messageId });
      if (!message) return undefined;
      return message.channel === 'sms'
        ? this.#textMessage(ctx, tenant, message)
        : this.#mail(ctx, tenant, message);
    }
    const { kind, details: facts } = subject;
    const person = await this.#identity.contact(ctx, { userId: id<'user'>(subject.subjectId) });
    if (!person) return undefined;
    const { email: to, name, locale } = person;
    const link = `${this.#origin}${factPages[kind]}`;
    return this.#mail(ctx, tenant, {
      template: kind,
      to,
      name,
      locale,
      link,
      expiresAt: null,
      facts,
    });
  }

  #mail(ctx: Ctx, tenant: Tenant, content: MailContent): ComposedMessage {
    const { template, to, link, expiresAt } = content;
    const texts = textsFor(content.locale);
    const site = siteNameOf(tenant);
    const text = texts.mails[template]({
      site,
      name: fitName(content.name),
      link,
      timeLeft: expiresAt === null ? null : this.#timeLeft(ctx, expiresAt, texts.language),
      facts: fitFacts(content.facts),
    });
    const { primaryColor } = tenant.branding;
    const rendered = renderMail(text, { name: site, origin: this.#origin, primaryColor }, texts);
    const fromName = tenant.kind === 'marketplace' ? {} : { fromName: `${site} via EduMaster` };
    return { channel: 'mail', template, mail: { to: { address: to }, ...fromName, ...rendered } };
  }

  #textMessage(
    ctx: Ctx,
    tenant: Tenant,
    message: Extract<OneTimeMessage, { channel: 'sms' }>,
  ): ComposedMessage {
    const { template, to, code, expiresAt } = message;
    const texts = textsFor(message.locale);
    const left = this.#timeLeft(ctx, expiresAt, texts.language);
    const facts = { site: siteNameOf(tenant), code, timeLeft: left };
    const text = `${texts.textMessages[template](facts)}\n\n${this.#originBound(code)}`;
    return { channel: 'sms', template, message: { to, text } };
  }

  /** By its last line browsers fill in the code on our pages and on no others (WICG: SMS OTP). */
  #originBound(code: string): string {
    return `@${new URL(this.#origin).hostname} #${code}`;
  }

  #timeLeft(ctx: Ctx, until: string, locale: string): string {
    return timeLeft({ from: ctx.now, until: new Date(until) }, locale);
  }
}

/** A school can call itself whatever it wants, also like an address. */
function siteNameOf({ name }: Tenant): string {
  return fitName(name) ?? 'EduMaster';
}

/**
 * Names that others chose must be fit for a line. Addresses and our own links are told apart by
 * their key, the words of the staff by theirs.
 */
function fitFacts(facts: Readonly<Record<string, string>>): Record<string, string> {
  const fit = Object.entries(facts).map(([key, value]): [string, string | null] => {
    if (key === 'reason') return [key, fitQuote(value)];
    if (asTheyAre.has(key)) return [key, value.replace(/\p{Cc}/gu, '')];
    return [key, fitName(value)];
  });
  return Object.fromEntries(fit.filter((entry): entry is [string, string] => entry[1] !== null));
}

const asTheyAre = new Set(['resetLink', 'newEmail', 'change', 'roles', 'amount', 'cause']);
