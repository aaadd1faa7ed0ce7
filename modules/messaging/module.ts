import { join } from 'node:path';
import { packageRoot } from '@edumaster/kernel';
import type { ModuleManifest } from '@edumaster/module';
import { messagingSettings, messagingSettingsToken } from './config.ts';
import { MailboxRoutes } from './http/mailbox-routes.ts';

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
    providers: [{ provide: messagingSettingsToken, useValue: settings }, MailboxRoutes],
    exports: [],
  }),
  routes: [],
  plainRoutes: [MailboxRoutes],
  consumers: [],
  jobs: [],
  crons: [],
};
