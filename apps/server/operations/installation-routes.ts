import { type HandlerAnswer, Route } from '@edumaster/http';
import { allowsDemo } from '../installation/configuration.ts';
import type { OpenInstallation } from '../installation/open-installation.ts';
import { version } from '../version.ts';
import { getInstallation } from './contracts.ts';

export class InstallationRoutes {
  readonly #opened: Pick<OpenInstallation, 'settings'>;

  constructor(opened: Pick<OpenInstallation, 'settings'>) {
    this.#opened = opened;
  }

  @Route(getInstallation)
  async getInstallation(): Promise<HandlerAnswer<typeof getInstallation>> {
    const { settings } = this.#opened;
    return { mode: settings.EDUMASTER_MODE, version, demo: allowsDemo(settings) };
  }
}
