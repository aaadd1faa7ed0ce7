import { catalogModule } from '@edumaster/catalog/module';
import { commerceModule } from '@edumaster/commerce/module';
import { discoveryModule } from '@edumaster/discovery/module';
import { identityModule } from '@edumaster/identity/module';
import { learningModule } from '@edumaster/learning/module';
import { mediaModule } from '@edumaster/media/module';
import { messagingModule } from '@edumaster/messaging/module';
import { moderationModule } from '@edumaster/moderation/module';
import type { ModuleManifest } from '@edumaster/module';
import type { Settings, SettingsSlice } from '@edumaster/settings';
import { tenancyModule } from '@edumaster/tenancy/module';
import type { DynamicModule, INestApplicationContext, Type } from '@nestjs/common';

/** A module with its settings bound, so that modules with different settings stand in one list. */
export interface HostedModule extends Omit<ModuleManifest, 'container'> {
  open(settings: Settings): DynamicModule;
}

/** Every module, lowest first: the order of their migrations. */
export const modules: readonly HostedModule[] = [
  hosted(identityModule),
  hosted(tenancyModule),
  hosted(mediaModule),
  hosted(catalogModule),
  hosted(learningModule),
  hosted(commerceModule),
  hosted(messagingModule),
  hosted(moderationModule),
  hosted(discoveryModule),
];

function hosted<Slice extends SettingsSlice>(manifest: ModuleManifest<Slice>): HostedModule {
  const { container, ...same } = manifest;
  return { ...same, open: (settings) => container(settings.of(manifest.settings)) };
}

/** What a module lists, as the container made it. */
export function take<T>(container: INestApplicationContext, types: readonly Type<T>[]): T[] {
  return types.map((type) => container.get(type, { strict: false }));
}
