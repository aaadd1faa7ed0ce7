import { AppError } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { KnownHosts } from '../known-hosts.ts';

/** What can be done on the platform's own host only. */
@Injectable()
export class PlatformHost {
  readonly #hosts: KnownHosts;

  constructor(hosts: KnownHosts) {
    this.#hosts = hosts;
  }

  /** @throws AppError `platform_host_required` */
  async require(host: string): Promise<void> {
    const known = await this.#hosts.find(host);
    if (!known?.isPlatform) throw new AppError('platform_host_required');
  }
}
