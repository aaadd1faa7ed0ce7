import type { Db } from '@edumaster/database';
import { FakeIdentity } from '@edumaster/identity/testing';
import type { Jobs } from '@edumaster/jobs';
import type { Ctx, Log } from '@edumaster/kernel';
import { FakeMail } from '@edumaster/mail/fake';
import type { Installation } from '@edumaster/module';
import { FakeSms } from '@edumaster/sms/fake';
import type { Tenancy, Tenant } from '@edumaster/tenancy';
import { marketplaceTenantId } from '@edumaster/tenancy';
import { TellPeople } from '../handlers/tell-people.ts';
import { DeliverMessages } from '../jobs/deliver-messages.ts';
import { ComposeMessage } from '../use-cases/compose-message.ts';
import { DeliverMessage } from '../use-cases/deliver-message.ts';
import { QueueDelivery } from '../use-cases/queue-delivery.ts';

interface WorldOptions {
  readonly db: Db;
  readonly jobs: Jobs;
  readonly log: Log;
  /** What delivers sees of the database; by default the same. */
  readonly deliveringDb?: Db;
}

const installation: Installation = {
  mode: 'production',
  origin: 'https://learn.example',
  rootSecret: 'a root secret that only tests of messaging use, long enough',
  dataDir: '/nonexistent',
};

/** Every tenant is there; all but the marketplace are academies. */
const tenancy: Pick<Tenancy, 'current'> = {
  async current({ tenantId }: Ctx): Promise<Tenant> {
    const isMarketplace = tenantId === marketplaceTenantId;
    return {
      id: tenantId,
      kind: isMarketplace ? 'marketplace' : 'academy',
      name: isMarketplace ? 'EduMaster' : 'Acme Academy',
      subdomain: isMarketplace ? null : 'acme',
      branding: { logoUrl: null, primaryColor: isMarketplace ? null : '#7a1f5c' },
      allowance: { tier: 'unlimited', members: null, courses: null, storageBytes: null },
    };
  },
};

/** Messaging on a database, over fakes of everything else. */
export function messagingWorld({ db, jobs, log, deliveringDb = db }: WorldOptions) {
  const identity = new FakeIdentity();
  const mail = new FakeMail();
  const sms = new FakeSms();
  const queue = new QueueDelivery(db, jobs);
  const compose = new ComposeMessage(identity, tenancy as Tenancy, installation);
  const deliver = new DeliverMessage(deliveringDb, compose, mail, sms, log, installation);
  return {
    identity,
    mail,
    sms,
    queue,
    compose,
    deliver,
    consumer: new TellPeople(queue),
    handler: new DeliverMessages(deliver),
  };
}
