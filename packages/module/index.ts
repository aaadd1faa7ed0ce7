import type { Consumer } from '@edumaster/events';
import type { CronHandler, JobHandler } from '@edumaster/jobs';
import type { Ctx, Id, RootSecret } from '@edumaster/kernel';
import type { SettingsOf, SettingsSlice } from '@edumaster/settings';
import type { DynamicModule, Type } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';

export { gatherRows, type PersonalStatements } from './gather-rows.ts';

/** Facts about this installation that any module may need; a provider in the container. */
export abstract class Installation {
  /** `embedded` allows demo accounts, the mailbox page and sandbox payments; `production` none. */
  abstract readonly mode: 'embedded' | 'production';
  /** The platform's public origin without a slash at the end: links, issuer. */
  abstract readonly origin: string;
  /** Every key is derived from it. */
  abstract readonly rootSecret: RootSecret;
  /** Absolute folder for everything that is kept on disk. */
  abstract readonly dataDir: string;
}

/** Routes without a contract. */
export interface PlainRoutes {
  mount(app: FastifyInstance): void | Promise<void>;
}

/** What a module keeps of a person in one tenant, for the person who asks what is known of them. */
export interface PersonalDataSource {
  /** The module's name, and a key of the file that the person gets. */
  readonly heading: string;
  /**
   * JSON values only, times as RFC 3339; headings with nothing below them are left out. What other
   * persons wrote, or what keeps others safe, is not the person's and is not given.
   */
  collect(ctx: Ctx, input: { userId: Id<'user'> }): Promise<Readonly<Record<string, unknown>>>;
}

/** Every module's source; the composition knows them. */
export abstract class PersonalDataSources {
  abstract all(): readonly PersonalDataSource[];
}

/**
 * What `module.ts` exports. The composition applies the migrations, gives `container` the checked
 * settings, and finds the listed classes in the container.
 */
export interface ModuleManifest<Slice extends SettingsSlice = SettingsSlice> {
  /** Folder and Postgres schema of the module. */
  readonly name: string;
  /** Absolute folder of its SQL files. */
  readonly migrations: string;
  /**
   * Where its rows are: those of a tenant move with it into a database of its own (`tenant`, what is
   * not said), or all stay in the platform's (`platform`: what is kept of persons and of tenants).
   */
  readonly home?: 'platform' | 'tenant';
  readonly settings: Slice;
  /** A global container module that exports the facade and nothing else. */
  container(settings: SettingsOf<Slice>): DynamicModule;
  /** Classes with `@Route` methods. */
  readonly routes: readonly Type<object>[];
  /** Streams, redirects and what else no contract can say; kept short, on prefixes of their own. */
  readonly plainRoutes: readonly Type<PlainRoutes>[];
  readonly consumers: readonly Type<Consumer>[];
  readonly jobs: readonly Type<JobHandler>[];
  readonly crons: readonly Type<CronHandler>[];
  /**
   * What it tells a person of what it keeps of them. What it forgets when a person is erased is a
   * reaction to `user.erased`.
   */
  readonly personalData: readonly Type<PersonalDataSource>[];
}
