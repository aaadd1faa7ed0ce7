import { Counters } from '@edumaster/counters';
import { Encoder } from '@edumaster/encoder';
import { Files, FileStores } from '@edumaster/files';
import type { Log } from '@edumaster/kernel';
import { mediaSettings } from '@edumaster/media/config';
import { messagingSettings } from '@edumaster/messaging/config';
import type { Installation } from '@edumaster/module';
import {
  openPools,
  type Pools,
  PostgresSignals,
  rolePasswords,
  type TenantDatabases,
} from '@edumaster/postgres';
import type { Settings } from '@edumaster/settings';
import { Signals } from '@edumaster/signals';
import { VirusScanner } from '@edumaster/virus-scan';
import type { INestApplicationContext, Provider } from '@nestjs/common';
import { serverSettings } from '../settings.ts';
import { chooseCounters } from './choose-counters.ts';
import { type ChosenFiles, chooseFiles } from './choose-files.ts';
import { type ChosenEncoder, chooseEncoder } from './choose-encoder.ts';
import { chooseMail, mailProviders } from './choose-mail.ts';
import { type ChosenPayments, choosePayments, paymentProviders } from './choose-payments.ts';
import { chooseScanner } from './choose-scanner.ts';
import { speechProvider } from './choose-speech.ts';
import { describeInstallation, type ServerSettings } from './configuration.ts';
import { openContainer } from './open-container.ts';
import { migrateDatabase, reachDatabase } from './open-database.ts';
import { followTenants, tenantDatabasesOf } from './tenant-databases.ts';
import type { Report } from './report.ts';

/** Everything but the doors: the database up to date, and every module in its container. */
export interface OpenInstallation {
  readonly settings: ServerSettings;
  readonly installation: Installation;
  readonly pools: Pools;
  /** Of tenants that have one to themselves. */
  readonly tenantDatabases: TenantDatabases;
  readonly container: INestApplicationContext;
  readonly encoder: ChosenEncoder;
  readonly files: ChosenFiles;
  readonly payments: ChosenPayments;
  /** Whether limits hold for each process by itself, because they cannot be shared now. */
  readonly areLimitsDegraded: () => boolean;
  readonly log: Log;
  close(): Promise<void>;
}

interface OpenOptions {
  readonly settings: Settings;
  readonly log: Log;
  readonly report: Report;
  readonly whenRunning: 'share' | 'refuse';
}

/** Reaches or starts the database, migrates it, and opens the container. */
export async function openInstallation(options: OpenOptions): Promise<OpenInstallation> {
  const { log, report, whenRunning } = options;
  const settings = options.settings.of(serverSettings);
  const installation = await describeInstallation(settings);
  const { dataDir, rootSecret } = installation;
  const mail = chooseMail(options.settings.of(messagingSettings), installation);
  const files = await chooseFiles(options.settings, dataDir);
  const payments = await choosePayments(options.settings, installation, log);
  const databaseUrl = settings.EDUMASTER_DATABASE_URL;
  const database = await reachDatabase({ databaseUrl, dataDir, log, report, whenRunning });
  const limits = chooseCounters(settings, { rootSecret, log });
  try {
    const encoder = chooseEncoder(settings, log);
    const applied = await migrateDatabase(database.connection, rootSecret, log);
    if (applied.length > 0) report(`Applied ${applied.length} migrations`);
    const pools = openPools(database.connection, rolePasswords(rootSecret), log);
    const signals = new PostgresSignals(pools.dedicated('app'), log);
    const tenantDatabases = tenantDatabasesOf({ platform: pools, secret: rootSecret, log });
    const container = await openContainer({
      settings: options.settings,
      installation,
      pools,
      tenantDatabases,
      log,
      providers: [
        { provide: Signals, useValue: signals },
        { provide: Counters, useValue: limits.counters },
        { provide: FileStores, useValue: files.stores },
        // Of modules whose files nobody is served at an address of its own.
        { provide: Files, useValue: files.stores.ingest },
        ...mailProviders(mail),
        ...paymentProviders(payments),
        ...encoderProvider(await encoder),
        ...scannerProvider(settings),
        ...speechProvider(options.settings.of(mediaSettings), installation),
      ],
    });
    await followTenants({ tenantDatabases, container, signals, log });
    await signals.start();
    return {
      settings,
      installation,
      pools,
      tenantDatabases,
      container,
      encoder: await encoder,
      files,
      payments,
      areLimitsDegraded: limits.areDegraded,
      log,
      async close() {
        await container.close();
        await signals.stop();
        await limits.close();
        files.close();
        await tenantDatabases.close();
        await pools.close();
        await database.release();
      },
    };
  } catch (error) {
    await limits.close();
    files.close();
    await database.release();
    throw error;
  }
}

/** A machine without an encoder has no provider; media then says so to whoever uploads. */
function encoderProvider({ encoder }: ChosenEncoder): readonly Provider[] {
  return encoder ? [{ provide: Encoder, useValue: encoder }] : [];
}

function scannerProvider(settings: ServerSettings): readonly Provider[] {
  const scanner = chooseScanner(settings);
  return scanner ? [{ provide: VirusScanner, useValue: scanner }] : [];
}
