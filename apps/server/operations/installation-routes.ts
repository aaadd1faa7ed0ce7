import { type HandlerAnswer, Route } from '@edumaster/http';
import { AccountsElsewhere, ConsentTexts } from '@edumaster/identity';
import { Installation as InstallationFacts } from '@edumaster/module';
import { allowsDemo } from '../installation/configuration.ts';
import type { OpenInstallation } from '../installation/open-installation.ts';
import { version } from '../version.ts';
import { getInstallation } from './contracts.ts';

type Facts = Pick<OpenInstallation, 'settings' | 'container'>;

export class InstallationRoutes {
  readonly #opened: Facts;

  constructor(opened: Facts) {
    this.#opened = opened;
  }

  @Route(getInstallation)
  async getInstallation(): Promise<HandlerAnswer<typeof getInstallation>> {
    const { settings, container } = this.#opened;
    const termsUrl = container.get(ConsentTexts, { strict: false }).of('terms')?.url ?? null;
    const { origin } = container.get(InstallationFacts, { strict: false });
    const { EDUMASTER_MODE: mode } = settings;
    const { issuer } = container.get(AccountsElsewhere, { strict: false });
    return { mode, version, origin, demo: allowsDemo(settings), issuer, termsUrl };
  }
}
