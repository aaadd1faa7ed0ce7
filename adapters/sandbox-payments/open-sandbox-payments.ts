import type { Log, RootSecret } from '@edumaster/kernel';
import type { PaymentProvider } from '@edumaster/payments';
import type { FastifyInstance } from 'fastify';
import { PaymentFiles } from './payment-files.ts';
import { PaymentRoutes } from './payment-routes.ts';
import { SandboxProvider } from './sandbox-provider.ts';
import { WebhookSender } from './webhook-sender.ts';

export interface SandboxPaymentService {
  /** The provider with the account of this tenant. */
  of(tenantId: string): PaymentProvider;
  /** Serves the pages where buyers pay. */
  mount(app: FastifyInstance): void;
  /** Begins to tell our webhook addresses what has happened, also before the last stop. */
  start(): void;
  /** Lets what is under way end. */
  stop(): Promise<void>;
}

interface SandboxOptions {
  /** Sandbox payments are refused in production. */
  readonly mode: 'embedded' | 'production';
  /** Its own, for everything that it remembers. */
  readonly folder: string;
  readonly rootSecret: RootSecret;
  /** Where this installation listens: webhooks go there, under the name of their address. */
  readonly connectTo: string;
  readonly log: Log;
  /** From a payment to the dispute of a card that is disputed; by default 5 s. */
  readonly disputeMilliseconds?: number;
  readonly clock?: () => Date;
}

/** A payment provider with which no money moves. @throws Error in production */
export function openSandboxPayments(options: SandboxOptions): SandboxPaymentService {
  if (options.mode !== 'embedded') throw new Error('sandbox payments are not for production');
  const { rootSecret, log, connectTo, disputeMilliseconds = 5_000 } = options;
  const clock = options.clock ?? (() => new Date());
  const files = new PaymentFiles(options.folder);
  const sender = new WebhookSender({ rootSecret, files, clock, log, connectTo });
  const wake = (reference: string) => sender.wake(reference);
  const routes = new PaymentRoutes({ files, clock, disputeMilliseconds, wake });
  return {
    of: (tenantId) => new SandboxProvider({ tenantId, rootSecret, files, clock, wake }),
    mount: (app) => routes.mount(app),
    start: () => sender.start(),
    stop: () => sender.stop(),
  };
}
