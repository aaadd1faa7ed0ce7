import { join } from 'node:path';
import { packageRoot } from '@edumaster/kernel';
import type { ModuleManifest } from '@edumaster/module';
import { messagingSettings, messagingSettingsToken } from './config.ts';
import { TellBuyers } from './handlers/tell-buyers.ts';
import { TellPeople } from './handlers/tell-people.ts';
import { MailboxRoutes } from './http/mailbox-routes.ts';
import { DeliverMessages } from './jobs/deliver-messages.ts';
import { ForgetDeliveries } from './jobs/forget-deliveries.ts';
import { ComposeMessage } from './use-cases/compose-message.ts';
import { DeliverMessage } from './use-cases/deliver-message.ts';
import { QueueDelivery } from './use-cases/queue-delivery.ts';

class MessagingContainer {}

/**
 * Besides what every module gets, the container must provide `Mail` and `Sms`, and, where mails are
 * kept on this machine, `Mailbox`.
 */
export const messagingModule: ModuleManifest<typeof messagingSettings> = {
  name: 'messaging',
  migrations: join(packageRoot(import.meta.url), 'migrations'),
  settings: messagingSettings,
  container: (settings) => ({
    module: MessagingContainer,
    global: true,
    providers: [
      { provide: messagingSettingsToken, useValue: settings },
      ComposeMessage,
      DeliverMessage,
      QueueDelivery,
      MailboxRoutes,
      TellBuyers,
      TellPeople,
      DeliverMessages,
      ForgetDeliveries,
    ],
    exports: [],
  }),
  routes: [],
  plainRoutes: [MailboxRoutes],
  consumers: [TellBuyers, TellPeople],
  jobs: [DeliverMessages],
  crons: [ForgetDeliveries],
  personalData: [],
};
