const hour = 3600;
const day = 24 * hour;

interface MessageRules {
  readonly channel: 'mail' | 'sms';
  /** The page that the link leads to, on the platform's host; the token is added. */
  readonly page?: string;
  /** How long the link or code counts; a notice is not worth sending later. */
  readonly validSeconds: number;
}

/** What is asked for. What is sent may differ, for example when the address has an account. */
export const messageRules = {
  // Below the sign-in that waits, where its cookie is sent.
  'sign-up': { channel: 'mail', page: '/sign-in/:interaction/finish', validSeconds: day },
  'verify-email': { channel: 'mail', page: '/verify-email', validSeconds: day },
  'reset-password': { channel: 'mail', page: '/reset-password', validSeconds: hour },
  'change-email': { channel: 'mail', page: '/confirm-email', validSeconds: day },
  'email-changed': { channel: 'mail', page: '/restore-email', validSeconds: 7 * day },
  'security-notice': { channel: 'mail', validSeconds: 7 * day },
  invitation: { channel: 'mail', page: '/invitation', validSeconds: 7 * day },
  'phone-code': { channel: 'sms', validSeconds: 600 },
} as const satisfies Record<string, MessageRules>;

export type MessageTemplate = keyof typeof messageRules;

/** Where mails lead that carry no token, on the platform's host. */
export const plainPages = { signIn: '/auth/sign-in', newPassword: '/forgot-password' } as const;

/** Templates with a link that counts once. */
export type LinkTemplate = Exclude<MessageTemplate, 'security-notice' | 'phone-code'>;

export function isLinkTemplate(template: MessageTemplate): template is LinkTemplate {
  return 'page' in messageRules[template];
}

/** What a `security-notice` tells of (`facts.change`); each has a sentence in the mail. */
export const securityChanges = [
  'password-changed',
  'password-reset',
  'email-changed',
  'email-restored',
  'phone-number-changed',
  'sessions-ended',
  'passkey-added',
  'passkey-removed',
  'passkey-copied',
  'codes-turned-on',
  'codes-turned-off',
  'recovery-codes-made',
  'recovery-code-used',
  'foreign-sign-in-added',
  'foreign-sign-in-removed',
] as const;

export type SecurityChange = (typeof securityChanges)[number];

/** Guesses at one code. */
export const codeAttempts = 5;

/**
 * Where the link of a message leads; undefined for one without a page. To an invitation one comes on
 * the host of whoever invites.
 */
export function linkOf(
  message: {
    readonly template: MessageTemplate;
    readonly interaction: string | null;
    readonly host: string | null;
  },
  { origin, token }: { readonly origin: string; readonly token: string },
): string | undefined {
  const rules: MessageRules = messageRules[message.template];
  if (rules.page === undefined) return undefined;
  const page = rules.page.replace(':interaction', () => message.interaction ?? 'over');
  const isElsewhere = message.template === 'invitation' && message.host !== null;
  const base = isElsewhere ? `${new URL(origin).protocol}//${message.host}` : origin;
  return `${base}${page}?token=${token}`;
}
