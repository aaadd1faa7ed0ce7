import { type SettingsOf, settingsSlice } from '@edumaster/settings';
import { z } from 'zod';

export const messagingSettings = settingsSlice('messaging', {
  EDUMASTER_SMTP_URL: z
    .url({
      protocol: /^smtps?$/,
      error: 'must be an address such as smtps://user:password@smtp.example.com',
    })
    .optional()
    .describe(
      'Mail server: smtps:// is TLS from the start, smtp:// upgrades by STARTTLS and refuses to go ' +
        'on without it; smtp://…?tls=never is for a server on this machine',
    ),
  EDUMASTER_MAIL_FROM: z
    .string()
    .regex(
      /^(?:[^<>"\p{Cc}]+ <[^\s<>@",;:]+@[^\s<>@",;:]+>|[^\s<>@",;:]+@[^\s<>@",;:]+)$/u,
      'must be an address, or a name and an address: EduMaster <no-reply@example.com>',
    )
    .optional()
    .describe('Sender of every mail, "Name <address>"; needed with EDUMASTER_SMTP_URL'),
  EDUMASTER_HOST: z
    .string()
    .optional()
    .describe('Other than loopback, it opens the mailbox page to the network of this machine'),
});

export type MessagingSettings = SettingsOf<typeof messagingSettings>;

/** Name of the checked settings in the container. */
export const messagingSettingsToken = Symbol('settings of messaging');
